import type { CodegenPlugin } from "@graphql-codegen/plugin-helpers";
import { isScalarType, isSpecifiedScalarType } from "graphql";

/** Writes the TypeScript types of the scalars, for clients that generate documents of their own. */
export const scalars: CodegenPlugin<{ readonly scalars: Readonly<Record<string, unknown>> }> = {
  plugin: (schema, _documents, { scalars: types }) => {
    const names = Object.values(schema.getTypeMap())
      .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
      .map(({ name }) => name)
      .sort();
    const missing = names.filter((name) => typeof types[name] !== "string");
    if (missing.length > 0) throw new Error(`Say in codegen.ts how JSON carries ${missing.join(", ")}`);
    const map = JSON.stringify(Object.fromEntries(names.map((name) => [name, types[name]])), null, 2);
    return `/** The types of the graph's scalars as JSON carries them: the \`scalars\` of graphql-codegen. */\nexport const scalars = ${map} as const;`;
  },
};
