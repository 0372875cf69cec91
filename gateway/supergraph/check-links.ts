import type { Link } from "./links.ts";

const APOLLO = "https://specs.apollo.dev/";

/** The specifications and versions that this gateway supports. */
const KNOWN = new Map([
  ["link", ["v1.0"]],
  ["join", ["v0.2", "v0.3", "v0.4", "v0.5"]],
  ["inaccessible", ["v0.1", "v0.2"]],
  ["authenticated", ["v0.1"]],
  ["requiresScopes", ["v0.1"]],
]);

/** Unsupported ones, with what to do instead. */
const UNSUPPORTED = new Map([
  [
    "policy",
    "this gateway does not evaluate @policy: protect the fields with @requiresScopes, or check them in their subgraph",
  ],
  [
    "context",
    "this gateway does not support @context and @fromContext: pass the value as an argument, or read it with @requires",
  ],
  ["connect", "this gateway does not support Apollo Connectors: put a subgraph in front of the REST service"],
]);

const faultOf = ({ identity, version, purpose, isCore }: Link): string | undefined => {
  const name = identity.startsWith(APOLLO) ? identity.slice(APOLLO.length) : "";
  if (isCore || (name === "join" && version === "v0.1")) {
    return "this is a supergraph of Federation 1: compose the same subgraphs with Federation 2, which reads their SDL as well";
  }
  const unsupported = UNSUPPORTED.get(name);
  if (unsupported) return unsupported;
  const versions = KNOWN.get(name);
  if (versions?.includes(version)) return undefined;
  if (versions) return `this gateway knows ${name} ${versions.join(", ")}: compose for one of these`;
  if (purpose === undefined) return undefined;
  return `this gateway does not know it, and it is for ${purpose}, so the supergraph must not be run without it`;
};

/** Refuses a supergraph that needs unsupported features, with every specification concerned. */
export const checkLinks = (links: readonly Link[]): void => {
  const faults = new Map<string, string>();
  for (const link of links) {
    const fault = faultOf(link);
    if (fault && !faults.has(fault)) faults.set(fault, `  - ${link.url}: ${fault}.`);
  }
  if (faults.size > 0) {
    throw new Error(`The supergraph needs what this gateway does not do:\n${[...faults.values()].join("\n")}`);
  }
};
