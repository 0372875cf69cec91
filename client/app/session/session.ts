import { createStore } from "../../pages/store.ts";

/** The sign-in state. Requests carry no token until the server demands one. */
export interface Session {
  readonly token: string | null;
  /** Whether the server has demanded a token: none was sent, or the one sent was refused. */
  readonly demanded: "no" | "missing" | "refused";
}

const KEY = "customer-graph-token";

const store = createStore<Session>({ token: sessionStorage.getItem(KEY), demanded: "no" });

/** The token lives in `sessionStorage`: it ends with the tab and is never in a cookie or a URL. */
export const session = {
  ...store,
  signIn: (token: string): void => {
    sessionStorage.setItem(KEY, token);
    store.set({ token, demanded: "no" });
  },
  signOut: (): void => {
    sessionStorage.removeItem(KEY);
    store.set({ token: null, demanded: "no" });
  },
  /** Records that the server demands a token, or refused the one sent. */
  demand: (): void => {
    const { token } = store.get();
    store.set({ token, demanded: token ? "refused" : "missing" });
  },
};
