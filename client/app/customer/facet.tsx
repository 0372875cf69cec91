import type { ReactNode } from "react";
import { Failed } from "../ui/failed.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useOnPage } from "./context.ts";

export interface FacetProps<Value> {
  /** The field of the customer that it shows. */
  readonly field: string;
  /** What it is, as the beginning of a sentence. */
  readonly what: string;
  readonly value: Value | null | undefined;
  /** What is said when there truly is nothing. */
  readonly empty: string;
  readonly children: (value: Value) => ReactNode;
}

/** A part of the customer that another facet contributes: there, on its way, truly empty, or not to be had right now. */
export const Facet = <Value,>({ field, what, value, empty, children }: FacetProps<Value>) => {
  const { failures, loading, retry } = useOnPage();
  if (value !== null && value !== undefined) return children(value);
  if (loading) return <Skeleton />;
  const failure = failures.find((failure) => failure.field === field);
  if (failure) return <Failed what={what} forbidden={failure.code === "FORBIDDEN"} retry={retry} />;
  return <p className="empty">{empty}</p>;
};
