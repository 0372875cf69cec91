import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { type SkipToken, useSuspenseQuery } from "@apollo/client/react";
import type { OptionalWithout } from "./arguments.ts";
import { ofDocument } from "./of-document.ts";

/** `skip` is not offered: only with `skipToken` do the types know that there may be no data. */
type Options<Variables extends OperationVariables> = useSuspenseQuery.Options<Variables> & { skip?: never };
type Strict = { errorPolicy?: "none"; returnPartialData?: false };
type Lenient = { errorPolicy: "all" | "ignore" };
type Complete = "complete" | "streaming";

/**
 * `useSuspenseQuery` of one document: `data` is always there, except with `skipToken` or an error policy that returns
 * errors.
 */
export interface SuspenseQueryHook<Data, Variables extends OperationVariables> {
  /** With partial data and an error policy that returns errors, `data` can be in any state. */
  (
    options: Options<Variables> & Lenient & { returnPartialData: true },
  ): useSuspenseQuery.Result<Data, Variables, Complete | "partial" | "empty">;
  /** With an error policy that returns errors, there can be an `error` and no data. */
  (
    options: Options<Variables> & Lenient & { returnPartialData?: false },
  ): useSuspenseQuery.Result<Data, Variables, Complete | "empty">;
  /** With `returnPartialData` it suspends only where the cache has nothing. */
  (
    options: Options<Variables> & { errorPolicy?: "none"; returnPartialData: true },
  ): useSuspenseQuery.Result<Data, Variables, Complete | "partial">;
  (
    ...[options]: OptionalWithout<Variables, Options<Variables> & Strict>
  ): useSuspenseQuery.Result<Data, Variables, Complete>;
  /** With `skipToken`, nothing is fetched and nothing suspends. */
  (
    ...[options]: OptionalWithout<Variables, (Options<Variables> & { returnPartialData?: false }) | SkipToken>
  ): useSuspenseQuery.Result<Data, Variables, Complete | "empty">;
}

/** Makes the hook that sends a query and suspends its component until the data arrives. */
export const suspenseQueryHook = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): SuspenseQueryHook<Data, Variables> => ofDocument(useSuspenseQuery, document);
