import { refuseAnonymous } from "../../platform/auth/sign-in.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Recorder } from "../explain/recorder.ts";

/** One object per client request: Apollo's `contextValue`, and what transports know of the client. */
export interface GatewayContext {
  /** Null for an anonymous caller. The server of this package admits none. */
  readonly viewer: Viewer | undefined;
  /** The client's unchanged `Authorization` header, for subgraphs that verify it again. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Aborted when the client leaves or the request's deadline passes. */
  readonly signal?: AbortSignal;
  /** Present if the response is to be explained. */
  readonly explain?: Recorder;
}

/** The viewer of a request, for what needs authentication. */
export const signedIn = ({ viewer }: GatewayContext): Viewer => {
  if (!viewer) throw refuseAnonymous();
  return viewer;
};
