import { createStore, useStore } from "../pages/store.ts";
import type { Answer } from "./ask.ts";

const stranger = createStore(false);

/** Notes whether the graph answered that it does not know who asks. */
export const noteStranger = ({ errors = [] }: Answer): void =>
  stranger.set(errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED"));

/** Says how to sign in, to whom the graph does not answer without. */
export const SignInHint = () =>
  useStore(stranger) ? (
    <p className="sign-in-hint" role="status">
      Sign in: enter <code>"authorization": "Bearer …"</code> under Headers, then press Re-fetch.
    </p>
  ) : null;
