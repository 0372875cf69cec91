import type { SignIn } from "../../platform/auth/sign-in.ts";
import type { Incoming } from "../../platform/http/graphql/handler.ts";
import { mayExplain } from "../../platform/observability/explain/header.ts";
import { createRecorder } from "../explain/recorder.ts";
import type { LimitRate } from "../rate-limit/limit.ts";
import type { GatewayContext } from "./context.ts";

/** Creates the context of a client's request: the viewer comes only from the verified token. */
export const createAuthenticate =
  (signIn: SignIn, limitRate: LimitRate = async () => undefined) =>
  async ({ headers, requestId, signal }: Incoming): Promise<GatewayContext> => {
    const viewer = await signIn(headers);
    await limitRate(viewer);
    const explain = mayExplain(headers, viewer) ? createRecorder() : undefined;
    return { viewer, authorization: headers.authorization, requestId, signal, explain };
  };
