import fc from "fast-check";
import { parse } from "graphql";
import { evaluate } from "../../gateway/limits/expression.ts";
import { createCostCompiler } from "../../gateway/limits/operation-cost.ts";
import { readWeights } from "../../gateway/limits/weights.ts";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { supergraphSdl } from "./engine/graph.ts";

interface NamedOperation {
  readonly kind: "query" | "mutation";
  /** Empty for an anonymous operation. */
  readonly name: string;
}

export interface NamedDocument {
  readonly operations: readonly NamedOperation[];
  readonly text: string;
}

const NAMES = ["", "A", "B", "a", "null", "__proto__", "constructor"];

/** Names that are not those of operations: a fragment's, with spaces, with look-alike letters, very long. */
const OTHER_NAMES = ["F", " ", " A", "A ", "A\n", "Ａ", "A\u0301", "undefined", "N".repeat(5_000)];

/**
 * Response keys of an operation: one more for each position in the document, so that no two
 * operations cost the same.
 */
export const keysOf = (index: number): string[] => Array.from({ length: index + 1 }, (_, copy) => `o${index}_${copy}`);

const textOf = ({ kind, name }: NamedOperation, index: number, selection: string): string => {
  const field = kind === "query" ? 'product(id: "p1")' : `productRename(id: "p${index}", name: "new")`;
  return `${kind} ${name} { ${keysOf(index)
    .map((key) => `${key}: ${field} { ${selection} }`)
    .join(" ")} }`;
};

/**
 * Documents with one to three operations. Some are invalid: duplicate names, or several anonymous
 * operations.
 */
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

/** Possible values of `operationName`; `undefined` omits it. */
export const givenNames: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(undefined, null, ...NAMES) },
  { weight: 2, arbitrary: fc.constantFrom(...OTHER_NAMES) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, true, ["A"], { A: "A" }) },
);

/** Index of the operation that the specification selects. An empty name counts as absent. */
export const meant = ({ operations }: NamedDocument, given: unknown): number | undefined => {
  const names = operations.map(({ name }) => name);
  const isValid = new Set(names).size === names.length && (!names.includes("") || names.length === 1);
  if (!isValid) return undefined;
  if (given === undefined || given === null || given === "") return names.length === 1 ? 0 : undefined;
  const index = names.indexOf(given as string);
  return index < 0 ? undefined : index;
};

const compileCost = createCostCompiler(readSupergraph(supergraphSdl).createApiSchema(), readWeights(supergraphSdl));

/** The cost that the limits must calculate. */
export const costOf = ({ text }: NamedDocument, index: number): number => {
  const document = parse(text);
  return evaluate(compileCost(document, document.definitions[index] as never), {});
};
