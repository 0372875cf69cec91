import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { type SkipToken, useQuery } from "@apollo/client/react";
import type { OptionalWithout } from "./arguments.ts";
import { ofDocument } from "./of-document.ts";

type Options<Data, Variables extends OperationVariables> = useQuery.Options<Data, Variables>;
type Whole = { returnPartialData?: false };
type Loading = "empty" | "complete" | "streaming";
type Partially = Loading | "partial";

/** `useQuery` of one document. Its variables are type-checked, and `data` is typed by `dataState`. */
export interface QueryHook<Data, Variables extends OperationVariables> {
  /** With `returnPartialData`, cached data comes before the rest. */
  (options: Options<Data, Variables> & { returnPartialData: true }): useQuery.Result<Data, Variables, Partially>;
  (
    ...[options]: OptionalWithout<Variables, Options<Data, Variables> & Whole>
  ): useQuery.Result<Data, Variables, Loading>;
  /** With `skipToken`, nothing is fetched. */
  (
    ...[options]: OptionalWithout<Variables, (Options<Data, Variables> & Whole) | SkipToken>
  ): useQuery.Result<Data, Variables, Loading, Partial<Variables>>;
  (
    options: (Options<Data, Variables> & { returnPartialData: true }) | SkipToken,
  ): useQuery.Result<Data, Variables, Partially, Partial<Variables>>;
}

/** Makes the hook that sends a query when its component is rendered. */
export const queryHook = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): QueryHook<Data, Variables> => ofDocument(useQuery, document);
