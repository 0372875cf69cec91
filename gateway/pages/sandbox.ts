import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import type { GatewayContext } from "../request/context.ts";

/** In addition to the page's own policy: nobody may frame it, and it may send requests only to this server. */
export const SANDBOX_POLICY = [
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What is changed in the page: its endpoint, and its text while the Sandbox cannot be loaded. */
const CHANGES = [
  [
    "var initialEndpoint = window.location.href;",
    'var initialEndpoint = new URL("/graphql", window.location.href).href;',
  ],
  ["#embeddableSandbox {", "#embeddableSandbox:empty { display: none; } #embeddableSandbox {"],
  ["<h1>Welcome to Apollo Server</h1>", "<h1>customer-graph</h1>"],
  [
    "<p>Apollo Sandbox cannot be loaded; it appears that you might be offline.</p>",
    '<p>Apollo Sandbox could not be loaded from Apollo\'s servers. <a href="/explorer">The explorer</a> works ' +
      'offline, once npm run build has installed it. <a href="/app">The customers</a> are at /app.</p>',
  ],
] as const;

const changed = (html: string): string =>
  CHANGES.reduce((page, [from, to]) => {
    if (!page.includes(from)) throw new Error(`Apollo's landing page no longer has: ${from}`);
    return page.replace(from, to);
  }, html);

/** Apollo Sandbox, which queries `/graphql` wherever it is served, and sends no telemetry. */
export const sandbox = (): ApolloServerPlugin<GatewayContext> => {
  const page = ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false, endpointIsEditable: false },
  });

  return {
    async serverWillStart(service) {
      const listener = await page.serverWillStart?.(service);
      const landing = listener ? await listener.renderLandingPage?.() : undefined;
      if (!landing) throw new Error("Apollo Server renders no landing page");
      const html = async (): Promise<string> =>
        changed(typeof landing.html === "string" ? landing.html : await landing.html());
      await html(); // Another version's page is found out before it is asked for.
      return { renderLandingPage: async () => ({ html }) };
    },
  };
};
