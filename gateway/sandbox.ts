import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import type { GatewayContext } from "./context.ts";

/** Over the policy that the page carries itself: it may be framed by nobody and ask this server alone. */
export const SANDBOX_POLICY = [
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ENDPOINT = "var initialEndpoint = window.location.href;";

/** Apollo Sandbox, which asks `/graphql` wherever it is served, and reports to nobody. */
export const sandbox = (): ApolloServerPlugin<GatewayContext> => {
  const page = ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false, endpointIsEditable: false },
  });

  return {
    async serverWillStart(service) {
      const listener = await page.serverWillStart?.(service);
      const landing = listener ? await listener.renderLandingPage?.() : undefined;
      if (!landing) throw new Error("Apollo Server renders no landing page");
      return {
        renderLandingPage: async () => ({
          html: async () => {
            const html = typeof landing.html === "string" ? landing.html : await landing.html();
            return html.replace(ENDPOINT, 'var initialEndpoint = new URL("/graphql", window.location.href).href;');
          },
        }),
      };
    },
  };
};
