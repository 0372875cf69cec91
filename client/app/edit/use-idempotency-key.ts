import { useRef } from "react";

/** Gives an input its key: the same one for as long as the input is the same, so that a second try after a broken line writes no second row. */
export const useIdempotencyKey = () => {
  const last = useRef({ text: "", key: "" });
  return <Input extends object>(input: Input): Input & { readonly idempotencyKey: string } => {
    const text = JSON.stringify(input);
    if (text !== last.current.text) last.current = { text, key: crypto.randomUUID() };
    return { ...input, idempotencyKey: last.current.key };
  };
};
