import { concatAST, type DocumentNode, print, separateOperations } from "graphql";
import { namedOperations } from "./operations.ts";
import type { Plugin } from "./plugin.ts";

/** Writes each operation, with the fragments it uses, as text that carries its types: to be sent without a parser or a printer. */
export const texts: Plugin = {
  plugin: (_schema, documents) => {
    const documentNodes = documents.flatMap(({ document }) => (document ? [document as DocumentNode] : []));
    const separated = separateOperations(concatAST(documentNodes));
    const operations = namedOperations(documents);
    const types = operations.flatMap(({ name, kind }) => [`${name}${kind}`, `${name}${kind}Variables`]).sort();
    return {
      prepend: [
        `import type { TypedText } from "../fetch/typed-text.ts";`,
        `import type {\n  ${types.join(",\n  ")},\n} from "./documents.generated.ts";`,
      ],
      content: operations
        .map(({ name, kind, description }) => {
          const document = separated[name];
          if (!document) throw new Error(`${name} is there twice.`);
          const type = `TypedText<${name}${kind}, ${name}${kind}Variables>`;
          return `/** ${description} */\nexport const ${name}Text = ${JSON.stringify(print(document))} as ${type};`;
        })
        .join("\n\n"),
    };
  },
};
