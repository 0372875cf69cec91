import { useRef } from "react";

/**
 * Returns the idempotency key for an input: the same key while the input is unchanged, so that a
 * retry after a network error does not write twice.
 */
export const useIdempotencyKey = () => {
  const last = useRef({ text: "", key: "" });
  return <Input extends object>(input: Input): Input & { readonly idempotencyKey: string } => {
    const text = JSON.stringify(input);
    if (text !== last.current.text) last.current = { text, key: crypto.randomUUID() };
    return { ...input, idempotencyKey: last.current.key };
  };
};
