import { createStore, useStore } from "../pages/store.ts";
import type { Answer } from "./ask.ts";

const stranger = createStore(false);

/** Records whether the response has an `UNAUTHENTICATED` error. */
export const noteStranger = ({ errors = [] }: Answer): void =>
  stranger.set(errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED"));

/** Explains how to sign in, if the graph requires it. */
export const SignInHint = () =>
  useStore(stranger) ? (
    <p className="sign-in-hint" role="status">
      Sign in: enter <code>"authorization": "Bearer …"</code> under Headers, then press Re-fetch.
    </p>
  ) : null;
