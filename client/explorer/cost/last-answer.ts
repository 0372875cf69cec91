import { useSyncExternalStore } from "react";
import type { Answer } from "../ask.ts";
import type { Explanation } from "./shape.ts";

/** What is known of the last operation that was run here. */
export interface LastAnswer {
  readonly name: string;
  readonly explanation?: Explanation;
  /** Why there is no explanation. */
  readonly refusal?: string;
  readonly isStranger: boolean;
}

let last: LastAnswer | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

type Explained = Explanation | { readonly error: { readonly message: string } };

/** Keeps what the answer says about itself, and gives the answer without it: that is shown elsewhere. */
export const keepExplanation = (name: string, answer: Answer): Answer => {
  const { explain, ...extensions } = answer.extensions ?? {};
  const explained = explain as Explained | undefined;
  last = {
    name,
    ...(explained && "error" in explained ? { refusal: explained.error.message } : { explanation: explained }),
    isStranger: answer.errors?.some((error) => error.extensions?.code === "UNAUTHENTICATED") ?? false,
  };
  for (const listener of listeners) listener();
  const { extensions: _, ...rest } = answer;
  return Object.keys(extensions).length > 0 ? { ...rest, extensions } : rest;
};

/** The last operation, as it changes. */
export const useLastAnswer = (): LastAnswer | undefined => useSyncExternalStore(subscribe, () => last);
