import type { ReactNode } from "react";
import { Failed } from "../ui/failed.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useOnPage } from "./context.ts";

export interface FacetProps<Value> {
  /** The field on `Customer` that this shows. */
  readonly field: string;
  /** What it shows, worded as the beginning of a sentence. */
  readonly what: string;
  readonly value: Value | null | undefined;
  /** Shown when the facet loaded but is empty. */
  readonly empty: string;
  readonly children: (value: Value) => ReactNode;
}

/** Content from another subgraph in one of four states: loaded, loading, empty or failed. */
export const Facet = <Value,>({ field, what, value, empty, children }: FacetProps<Value>) => {
  const { failures, loading, retry } = useOnPage();
  if (value !== null && value !== undefined) return children(value);
  if (loading) return <Skeleton />;
  const failure = failures.find((failure) => failure.field === field);
  if (failure) return <Failed what={what} forbidden={failure.code === "FORBIDDEN"} retry={retry} />;
  return <p className="empty">{empty}</p>;
};
