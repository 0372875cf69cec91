import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { endRequest } from "../../process/requests/request-end.ts";
import { sendError } from "../send.ts";

/** Why a request ended before its client had the response: `SLOW` clients are disconnected when buffers run out. */
export type AbortReason = "CLIENT_LEFT" | "TIMEOUT" | "SLOW";

/** By then everything that heeds the signal has ended, and its request is answered with partial data. */
const GRACE_MS = 5_000;

/** Whether a signal of `signalOf` was aborted by its deadline. */
export const isTimeout = ({ reason }: AbortSignal): boolean =>
  reason instanceof Error && reason.message === ("TIMEOUT" satisfies AbortReason);

const giveUp = (response: ServerResponse): void => {
  if (response.headersSent) response.destroy();
  else
    sendError(
      response,
      504,
      "DOWNSTREAM_SERVICE_UNAVAILABLE",
      "The request timed out. A change it asked for may have been made.",
    );
};

/**
 * Aborted when the client leaves, or after the given time. A request still unfinished five seconds later, because
 * something ignores the signal or the client does not read the response, is answered with 504, or disconnected.
 */
export const signalOf = (
  response: ServerResponse,
  milliseconds: number,
  onAbort: (reason: AbortReason) => void,
): AbortSignal => {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = (reason: AbortReason): void => {
    if (controller.signal.aborted || response.writableEnded) return;
    onAbort(reason);
    controller.abort(new Error(reason));
  };
  let timer = setTimeout(() => {
    timer = setTimeout(giveUp, GRACE_MS, response);
    abort("TIMEOUT");
  }, milliseconds);
  response.on("close", () => {
    clearTimeout(timer);
    abort("CLIENT_LEFT");
    endRequest(controller.signal);
  });
  return controller.signal;
};
