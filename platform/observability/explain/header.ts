import type { IncomingHttpHeaders } from "node:http";
import type { Viewer } from "../../auth/viewer.ts";

export const EXPLAIN_HEADER = "x-explain";

/** Whether a request asks to be explained, and its viewer may see that. */
export const mayExplain = (headers: IncomingHttpHeaders, { scopes }: Viewer): boolean =>
  headers[EXPLAIN_HEADER] === "1" && scopes.has("admin");
