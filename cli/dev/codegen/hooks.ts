import { type NamedOperation, namedOperations } from "./operations.ts";
import type { Plugin } from "./plugin.ts";

/** The kinds of hooks: how the operation's name becomes theirs, and the function that makes them. */
const FORMS = {
  Query: {
    Query: "queryHook",
    SuspenseQuery: "suspenseQueryHook",
    LazyQuery: "lazyQueryHook",
    BackgroundQuery: "backgroundQueryHook",
  },
  Mutation: { Mutation: "mutationHook" },
} as const;

const SAID: Record<string, string> = {
  SuspenseQuery: "It suspends until the data is there.",
  LazyQuery: "It asks when its function is called.",
  BackgroundQuery: "It begins to ask, and `useReadQuery` suspends until the data is there.",
};

const hooksOf = ({ name, kind, description }: NamedOperation): string[] =>
  Object.entries(FORMS[kind]).map(([form, maker]) => {
    const comment = [description, SAID[form]].filter(Boolean).join(" ");
    return `/** ${comment} */\nexport const use${name}${form} = /* @__PURE__ */ ${maker}(${name}Document);`;
  });

/** Writes one constant for each kind of hook of each operation: behaviour and types are in client/hooks. */
export const hooks: Plugin = {
  plugin: (_schema, documents) => {
    const operations = namedOperations(documents);
    const makers = operations.flatMap(({ kind }) => Object.values(FORMS[kind]));
    const imported = (names: readonly string[]): string => [...new Set(names)].sort().join(",\n  ");
    return {
      prepend: [
        `import {\n  ${imported(makers)},\n} from "../hooks/index.ts";`,
        `import {\n  ${imported(operations.map(({ name }) => `${name}Document`))},\n} from "./documents.generated.ts";`,
      ],
      content: operations.flatMap(hooksOf).join("\n\n"),
    };
  },
};
