import { validate } from "graphql";
import type { Engine } from "../engine.ts";

const OPERATIONS_WARMED = 100;

/** Plans the most used operations on a new supergraph, as far as it still answers them. */
export const warmUp = async (from: Engine, to: Engine): Promise<void> => {
  const schema = to.createApiSchema();
  for (const { operation, variants } of from.mostUsed(OPERATIONS_WARMED)) {
    const { document, definition } = operation;
    if (validate(schema, document).length === 0) await to.warm(document, definition, [...variants.keys()]);
  }
};
