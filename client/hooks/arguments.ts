import type { OperationVariables } from "@apollo/client";

/** The arguments of a hook or a function: none are needed where the operation needs no variables. */
export type OptionalWithout<Variables extends OperationVariables, Options> =
  Record<string, never> extends Variables ? [options?: Options] : [options: Options];
