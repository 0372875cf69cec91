import type { IncomingMessage, ServerResponse } from "node:http";
import { sendError } from "../../platform/http/send.ts";
import type { Handler } from "../../platform/http/server.ts";
import { createFiles } from "./files.ts";
import { type Notice, sendNotice } from "./notice.ts";
import { sendFile } from "./send-file.ts";

/** Whether the files of a page can be served now or soon, or why not; an `absent` page was not built and cannot be built here. */
export type PageState = "ready" | "building" | "absent" | { readonly failed: string };

/** A page's built files. */
export interface PageSource {
  readonly folder: string;
  /** Called before the page is served: it may start a build. */
  state(): Promise<PageState>;
}

interface Options {
  /** The path at which it is served, such as `/app`. */
  readonly base: string;
  readonly source: PageSource;
  readonly policy: string;
  /** Shown in its place while it is absent. */
  readonly absent: (request: IncomingMessage) => Notice;
  /** Whether the page handles paths below its own that are not files. */
  readonly routesItself: boolean;
}

const FOREVER = "public, max-age=31536000, immutable";

const BUILDING = {
  title: "Building this page",
  text: ["Its sources have changed since the last build. It will be ready in a few seconds."],
  again: 1,
};

const showFailure = (response: ServerResponse, output: string): void =>
  sendNotice(response, 500, { title: "This page could not be built", text: ["Everything else still works."], output });

const isRoute = (path: string): boolean =>
  path.split("/").every((segment) => !/^(\.|%2e){1,2}$/i.test(segment) && !/%2f|%5c|%00|\\/i.test(segment));

/** Serves a page: its files by their names, and the page itself at its path. */
export const createPage = ({ base, source, policy, absent, routesItself }: Options): Handler => {
  const files = createFiles(source.folder);

  const showPage = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const state = await source.state();
    if (state === "building") return sendNotice(response, 503, BUILDING);
    if (state === "absent") return sendNotice(response, 404, absent(request));
    if (state !== "ready") return showFailure(response, state.failed);
    response.setHeader("content-security-policy", policy);
    response.setHeader("cross-origin-opener-policy", "same-origin");
    if (await sendFile(request, response, files, "index.html")) return;
    showFailure(response, `${source.folder} holds no index.html.`);
  };

  return async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return sendError(response, 405, "BAD_REQUEST", "Request this page with GET.");
    }
    const path = (request.url ?? "").replace(/[?#].*$/s, "").slice(base.length + 1);
    if (path === "" || path === "index.html") return showPage(request, response);
    if (path.startsWith("assets/")) {
      // A worker runs under the policy of its own file, not of the page that starts it.
      response.setHeader("content-security-policy", policy);
      response.setHeader("cache-control", FOREVER);
      if (await sendFile(request, response, files, path)) return;
      response.setHeader("cache-control", "no-store");
    } else {
      if (await sendFile(request, response, files, path)) return;
      if (routesItself && isRoute(path)) return showPage(request, response);
    }
    sendError(response, 404, "BAD_REQUEST", `Nothing is here. The page is at ${base}.`);
  };
};
