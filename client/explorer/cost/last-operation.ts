import { createStore } from "../../pages/store.ts";
import type { Answer } from "../ask.ts";
import type { Explanation } from "./shape.ts";

/** The last operation run in this tab. */
interface LastOperation {
  readonly name: string;
  readonly explanation?: Explanation;
  /** Why there is no explanation. */
  readonly refusal?: string;
}

export const lastOperation = createStore<LastOperation | undefined>(undefined);

type Explained = Explanation | { readonly error: { readonly message: string } };

/**
 * Stores the explanation from the response and returns the response without it, as the panel shows
 * it separately.
 */
export const keepExplanation = (name: string, answer: Answer): Answer => {
  const { explain, ...extensions } = answer.extensions ?? {};
  const explained = explain as Explained | undefined;
  const refusal = explained && "error" in explained ? explained.error.message : undefined;
  lastOperation.set({ name, refusal, explanation: refusal ? undefined : (explained as Explanation | undefined) });

  const { extensions: _, ...rest } = answer;
  return Object.keys(extensions).length > 0 ? { ...rest, extensions } : rest;
};
