import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { type QueryRef, type SkipToken, useBackgroundQuery } from "@apollo/client/react";
import type { OptionalWithout } from "./arguments.ts";
import { ofDocument } from "./of-document.ts";

/** `skip` is not offered: only with `skipToken` do the types know that there may be nothing to read. */
type Options<Variables extends OperationVariables> = useBackgroundQuery.Options<Variables> & { skip?: never };
type Strict = { errorPolicy?: "none"; returnPartialData?: false };
type Lenient = { errorPolicy: "all" | "ignore" };
type Complete = "complete" | "streaming";

type Tuple<Data, Variables extends OperationVariables, States extends Complete | "partial" | "empty", None = never> = [
  ref: QueryRef<Data, Variables, States> | None,
  result: useBackgroundQuery.Result<Data, Variables>,
];

/** `useBackgroundQuery` of one document. Pass its `queryRef` to `useReadQuery`. */
export interface BackgroundQueryHook<Data, Variables extends OperationVariables> {
  /** With partial data and an error policy that returns errors, the data can be in any state. */
  (
    options: Options<Variables> & Lenient & { returnPartialData: true },
  ): Tuple<Data, Variables, Complete | "partial" | "empty">;
  /** With an error policy that returns errors, there can be an `error` and no data. */
  (options: Options<Variables> & Lenient & { returnPartialData?: false }): Tuple<Data, Variables, Complete | "empty">;
  /** With `returnPartialData`, cached data comes before the rest. */
  (
    options: Options<Variables> & { errorPolicy?: "none"; returnPartialData: true },
  ): Tuple<Data, Variables, Complete | "partial">;
  (...[options]: OptionalWithout<Variables, Options<Variables> & Strict>): Tuple<Data, Variables, Complete>;
  /** With `skipToken`, nothing is fetched. */
  (
    ...[options]: OptionalWithout<Variables, (Options<Variables> & { returnPartialData?: false }) | SkipToken>
  ): Tuple<Data, Variables, Complete | "empty", undefined>;
}

/** Makes the hook that starts a query for a child component to read. */
export const backgroundQueryHook = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): BackgroundQueryHook<Data, Variables> => ofDocument(useBackgroundQuery, document);
