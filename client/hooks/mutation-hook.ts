import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useMutation } from "@apollo/client/react";
import { ofDocument } from "./of-document.ts";

/** `useMutation` of one document: the variables are passed to the function that sends it, and nowhere else. */
export type MutationHook<Data, Variables extends OperationVariables> = (
  options?: useMutation.Options<Data, Variables> & { variables?: never },
) => useMutation.ResultTuple<Data, Variables>;

/** Makes the hook that returns a function for a mutation. */
export const mutationHook = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): MutationHook<Data, Variables> => ofDocument(useMutation, document);
