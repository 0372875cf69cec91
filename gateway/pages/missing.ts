import type { IncomingMessage } from "node:http";
import type { Notice } from "./notice.ts";

type Asked = Pick<IncomingMessage, "headers">;

const CUSTOMERS = { href: "/app", text: "Open the customers at /app" };

const SANDBOX = "https://studio.apollographql.com/sandbox/explorer";

/** Browsers let a page of another site ask plain HTTP on their own machine only. */
const isLoopback = (hostname: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

/** Apollo Sandbox on Apollo's site, set to ask this server. */
const sandboxFor = ({ headers: { host } }: Asked): string => {
  if (!host || !URL.canParse(`https://${host}`)) return SANDBOX;
  const endpoint = new URL("/graphql", `https://${host}`);
  if (isLoopback(endpoint.hostname)) endpoint.protocol = "http:";
  return `${SANDBOX}?endpoint=${encodeURIComponent(endpoint.href)}`;
};

/** What is at `/app` where it was never built. */
export const appAbsent = (): Notice => ({
  title: "This page has not been built",
  text: ["Run npm run build where the sources are, and copy dist here."],
});

/** What is at `/explorer` until it is installed. */
export const explorerAbsent = (request: Asked): Notice => ({
  title: "The explorer is not installed",
  text: ["Run npm run build, which installs and builds it, then reload this page."],
  links: [{ href: sandboxFor(request), text: "Open Apollo Sandbox (needs internet access)" }, CUSTOMERS],
});

/** What is at `/explorer` where the schema is not shown. */
export const EXPLORER_OFF: Notice = {
  title: "The explorer is turned off",
  text: ["This server does not expose its schema (INTROSPECTION), or it accepts trusted documents only."],
  links: [CUSTOMERS],
};
