import fc from "fast-check";
import type { DocumentNode } from "graphql";
import { buildSchema, parse, validate } from "graphql";
import type { Choose } from "./choices.ts";
import { apiSdl } from "./graph.ts";
import type { GeneratorOptions } from "./operations.ts";
import { generateOperation } from "./operations.ts";
import { values } from "./values.ts";

const schema = buildSchema(apiSdl);

export interface Generated {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly choose: Choose;
}

interface Wanted {
  readonly seed: number;
  readonly runs: number;
  readonly onlyQueries?: boolean;
  readonly exclude?: GeneratorOptions["exclude"];
}

/** Operations on the second supergraph, for fast-check; one in six is a mutation unless only queries are wanted. */
export const checkOperations = (
  { seed, runs, onlyQueries = false, exclude }: Wanted,
  check: (generated: Generated) => Promise<void>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const choose: Choose = (count) => g(fc.nat, { max: count - 1 });
      const kind = !onlyQueries && choose(6) === 5 ? "mutation" : "query";
      const { text, variables } = generateOperation(schema, choose, { kind, values, exclude });
      const document = parse(text);
      fc.pre(validate(schema, document).length === 0);
      await check({ text, document, variables, choose });
    }),
    { seed, numRuns: runs, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: true },
  ) as Promise<void>;
