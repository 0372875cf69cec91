import { createStore } from "../../pages/store.ts";

/** Whom the graph takes us for: nobody it knows, until it demands a token and gets one. */
export interface Session {
  readonly token: string | null;
  /** The graph refused to answer without a token, or with the one it got. */
  readonly demanded: "no" | "missing" | "refused";
}

const KEY = "customer-graph-token";

const store = createStore<Session>({ token: sessionStorage.getItem(KEY), demanded: "no" });

/** The token lives as long as the tab: it is in no cookie, no other tab, and never in an address. */
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
  /** Called when the graph says that it does not know who asks. */
  demand: (): void => {
    const { token } = store.get();
    store.set({ token, demanded: token ? "refused" : "missing" });
  },
};
