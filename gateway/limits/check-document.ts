import type { DocumentNode } from "graphql";
import type { DocumentLimits } from "../../platform/config/limits.ts";
import type { Refusal } from "../../platform/graphql/errors.ts";
import { type Measure, measure } from "./measure.ts";
import { formatCount, refuse } from "./refuse.ts";

/** An alias appears in the response once for each object that has it. */
const LONGEST_ALIAS = 100;

/**
 * The standard introspection query passes through one list of schema parts, and is 14 fields deep; a circular one goes
 * on.
 */
const SCHEMA_DEPTH = 20;
const SCHEMA_TURNS = 2;

interface Check {
  readonly found: (measure: Measure) => number;
  readonly limit: (limits: DocumentLimits) => number;
  /** Says what exceeds a limit, and what would be right. */
  readonly say: (found: string, limit: string) => string;
}

const CHECKS: readonly Check[] = [
  {
    found: ({ depth }) => depth,
    limit: ({ depth }) => depth,
    say: (found, limit) =>
      `The operation is ${found} fields deep, and the limit is ${limit}. Ask for the deeper fields in another request.`,
  },
  {
    found: ({ width }) => width,
    limit: ({ rootFields }) => rootFields,
    say: (found, limit) => `The operation has ${found} root fields, and the limit is ${limit}. Send several requests.`,
  },
  {
    found: ({ aliases }) => aliases,
    limit: ({ aliases }) => aliases,
    say: (found, limit) =>
      `The operation has ${found} aliases, and the limit is ${limit}. Ask for a list instead of one alias for each item, or send several requests.`,
  },
  {
    found: ({ directives }) => directives,
    limit: ({ directives }) => directives,
    say: (found, limit) =>
      `The operation has ${found} directives, and the limit is ${limit}. Put @include on a fragment instead of on each field, or send several requests.`,
  },
  {
    found: ({ fields }) => fields,
    limit: ({ fields }) => fields,
    say: (found, limit) =>
      `The operation has ${found} fields, counting fragments wherever they are spread, and the limit is ${limit}. Ask for fewer, or send several requests.`,
  },
  {
    found: ({ longestAlias }) => longestAlias,
    limit: () => LONGEST_ALIAS,
    say: (found, limit) => `An alias has ${found} characters, and the limit is ${limit}. Give it a shorter name.`,
  },
  {
    found: ({ characters }) => characters,
    limit: ({ characters }) => characters,
    say: (found, limit) =>
      `The document has ${found} characters, counting fragments wherever they are spread, and the limit is ${limit}. Pass long values as variables.`,
  },
  {
    found: ({ schemaDepth }) => schemaDepth,
    limit: () => SCHEMA_DEPTH,
    say: (found, limit) =>
      `The introspection query is ${found} fields deep, and the limit is ${limit}. Ask for types by __type(name:).`,
  },
  {
    found: ({ schemaTurns }) => schemaTurns,
    limit: () => SCHEMA_TURNS,
    say: (found, limit) =>
      `The introspection query goes through ${found} lists of fields, interfaces or possible types, and the limit is ${limit}. Ask for types by __type(name:).`,
  },
];

/** Why a document is refused before it is validated; undefined if it keeps within the limits. */
export const checkDocument = (document: DocumentNode, limits: DocumentLimits): Refusal | undefined => {
  const characters = document.loc?.source.body.length ?? 0;
  const measures = measure(document).map((each) => ({ ...each, characters: Math.max(each.characters, characters) }));
  for (const { found, limit, say } of CHECKS) {
    const most = Math.max(0, ...measures.map(found));
    if (most > limit(limits))
      return refuse(say(formatCount(most), formatCount(limit(limits))), { limit: limit(limits), found: most });
  }
  return undefined;
};
