import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useLazyQuery } from "@apollo/client/react";
import { ofDocument } from "./of-document.ts";

type Options<Data, Variables extends OperationVariables> = useLazyQuery.Options<Data, Variables>;
type Loading = "empty" | "complete" | "streaming";
type Partially = Loading | "partial";

/** `useLazyQuery` of one document: the variables are passed to the function that sends it. */
export interface LazyQueryHook<Data, Variables extends OperationVariables> {
  /** With `returnPartialData`, cached data comes before the rest. */
  (
    options: Options<Data, Variables> & { returnPartialData: true },
  ): useLazyQuery.ResultTuple<Data, Variables, Partially>;
  (
    options?: Options<Data, Variables> & { returnPartialData?: false },
  ): useLazyQuery.ResultTuple<Data, Variables, Loading>;
}

/** Makes the hook that sends a query when its function is called. */
export const lazyQueryHook = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): LazyQueryHook<Data, Variables> => ofDocument(useLazyQuery, document);
