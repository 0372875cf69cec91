import { refuseAnonymous } from "../../platform/auth/sign-in.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Recorder } from "../explain/recorder.ts";

/** One object per client request: it is Apollo's `contextValue`, and what transports know of the client. */
export interface GatewayContext {
  /** Nobody, if a stranger asks. The server of this package lets none in. */
  readonly viewer: Viewer | undefined;
  /** The client's `Authorization` header as it came, for subgraphs that verify it again. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Aborted when the client leaves or the request's deadline passes. */
  readonly signal?: AbortSignal;
  /** There if the answer is to be explained. */
  readonly explain?: Recorder;
}

/** The viewer of a request, for what strangers may not ask. */
export const signedIn = ({ viewer }: GatewayContext): Viewer => {
  if (!viewer) throw refuseAnonymous();
  return viewer;
};
