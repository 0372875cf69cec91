import fc from "fast-check";
import { parse } from "graphql";
import { evaluate } from "../../gateway/limits/expression.ts";
import { createCostCompiler } from "../../gateway/limits/operation-cost.ts";
import { readWeights } from "../../gateway/limits/weights.ts";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { supergraphSdl } from "./engine/graph.ts";

interface NamedOperation {
  readonly kind: "query" | "mutation";
  /** Empty for an anonymous one. */
  readonly name: string;
}

export interface NamedDocument {
  readonly operations: readonly NamedOperation[];
  readonly text: string;
}

const NAMES = ["", "A", "B", "a", "null", "__proto__", "constructor"];

/** Names beside those of operations: of a fragment, with blanks, in other letters, longer than any. */
const OTHER_NAMES = ["F", " ", " A", "A ", "A\n", "Ａ", "A\u0301", "undefined", "N".repeat(5_000)];

/** The keys of an operation's answer: as many as its place in the document, so that its cost is no other operation's either. */
export const keysOf = (index: number): string[] => Array.from({ length: index + 1 }, (_, copy) => `o${index}_${copy}`);

const textOf = ({ kind, name }: NamedOperation, index: number, selection: string): string => {
  const field = kind === "query" ? 'product(id: "p1")' : `productRename(id: "p${index}", name: "new")`;
  return `${kind} ${name} { ${keysOf(index)
    .map((key) => `${key}: ${field} { ${selection} }`)
    .join(" ")} }`;
};

/** Documents of one to three operations, not all of them valid: names come twice, and several have none. */
export const namedDocuments: fc.Arbitrary<NamedDocument> = fc
  .record({
    operations: fc.array(
      fc.record({ kind: fc.constantFrom("query" as const, "mutation" as const), name: fc.constantFrom(...NAMES) }),
      { minLength: 1, maxLength: 3 },
    ),
    hasFragment: fc.boolean(),
    version: fc.nat(3),
  })
  .map(({ operations, hasFragment, version }) => ({
    operations,
    text: [
      ...operations.map((each, index) => textOf(each, index, hasFragment ? "...F" : "name")),
      ...(hasFragment ? ["fragment F on Product { name }"] : []),
      `# version ${version}`,
    ].join("\n"),
  }));

/** What a client may give for `operationName`; `undefined` leaves it out. */
export const givenNames: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(undefined, null, ...NAMES) },
  { weight: 2, arbitrary: fc.constantFrom(...OTHER_NAMES) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, true, ["A"], { A: "A" }) },
);

/** Where in the document the operation is that the specification means; an empty name is none. */
export const meant = ({ operations }: NamedDocument, given: unknown): number | undefined => {
  const names = operations.map(({ name }) => name);
  const isValid = new Set(names).size === names.length && (!names.includes("") || names.length === 1);
  if (!isValid) return undefined;
  if (given === undefined || given === null || given === "") return names.length === 1 ? 0 : undefined;
  const index = names.indexOf(given as string);
  return index < 0 ? undefined : index;
};

const compileCost = createCostCompiler(readSupergraph(supergraphSdl).createApiSchema(), readWeights(supergraphSdl));

/** What the limits must weigh. */
export const costOf = ({ text }: NamedDocument, index: number): number => {
  const document = parse(text);
  return evaluate(compileCost(document, document.definitions[index] as never), {});
};
