import type { Handler } from "../../platform/http/server.ts";
import { appAbsent, EXPLORER_OFF, explorerAbsent } from "./missing.ts";
import { sendNotice } from "./notice.ts";
import { createPage, type PageSource } from "./page.ts";
import { APP_POLICY, EXPLORER_POLICY } from "./policies.ts";

interface Options {
  readonly app: PageSource;
  readonly explorer: PageSource;
  /** Whether the schema may be read and any query sent: without that an explorer is useless. */
  readonly explorable: boolean;
}

const noExplorer: Handler = (_, response) => sendNotice(response, 404, EXPLORER_OFF);

/** The pages of this project: the customers at `/app`, and their graph at `/explorer`. */
export const pageRoutes = ({ app, explorer, explorable }: Options): Readonly<Record<string, Handler>> => {
  const customers = createPage({
    base: "/app",
    source: app,
    policy: APP_POLICY,
    absent: appAbsent,
    routesItself: true,
  });
  const graph = createPage({
    base: "/explorer",
    source: explorer,
    policy: EXPLORER_POLICY,
    absent: explorerAbsent,
    routesItself: false,
  });

  return {
    "/app": customers,
    "/app/*": customers,
    ...(explorable ? { "/explorer": graph, "/explorer/*": graph } : { "/": noExplorer, "/explorer": noExplorer }),
  };
};
