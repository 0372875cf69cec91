import type { Incoming } from "../platform/http/graphql.ts";
import type { SignIn } from "../platform/sign-in.ts";
import type { GatewayContext } from "./context.ts";

/** Makes the context of a client's request: the viewer comes from the verified token and from nowhere else. */
export const createAuthenticate =
  (signIn: SignIn) =>
  async ({ headers, requestId, signal }: Incoming): Promise<GatewayContext> => ({
    viewer: await signIn(headers),
    authorization: headers.authorization,
    requestId,
    signal,
  });
