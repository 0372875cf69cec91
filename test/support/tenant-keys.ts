const NAME = "((?:identity|commercial|finance|contacts|directory)\\.\\w+)\\b";

/** A table of the graph in a statement, with the name that it is given there. A parenthesis makes it a function. */
const TABLE = new RegExp(
  `\\b(?:from|join|update|using)\\s+(?:only\\s+)?${NAME}(?!\\s*\\()(?:\\s+as)?(?:\\s+(\\w+))?`,
  "gi",
);

/** A table into which rows are inserted, with the columns that are given. */
const INTO = new RegExp(`\\binsert into ${NAME}(?:\\s+as\\s+\\w+)?\\s*(\\([^)]*\\))?`, "gi");

/** What may stand behind a table without being a name for it. */
const NO_ALIAS = new Set(
  " where set on join left right inner cross order group limit for values select using union returning and or as".split(
    " ",
  ),
);

const isKeyed = (text: string, name: string | undefined): boolean => {
  const column = name ? `${name}\\.tenant_id` : "tenant_id";
  return new RegExp(`(^|[^\\w.])${column}\\s*=|=\\s*${column}\\b|\\(\\s*${column}\\s*,`, "i").test(text);
};

/**
 * The tables that a statement reads or writes without saying whose rows it means: no comparison of their `tenant_id`, nor, where rows
 * are inserted, that column among those that are given.
 */
export const tablesWithoutTenant = (statement: string): string[] => {
  const text = statement.replace(/--.*$/gm, "").replace(/\s+/g, " ");
  const read = [...text.matchAll(TABLE)].filter(([, table = "", word = ""]) => {
    const alias = NO_ALIAS.has(word.toLowerCase()) ? "" : word;
    return alias ? !isKeyed(text, alias) : !isKeyed(text, table.split(".")[1]) && !isKeyed(text, undefined);
  });
  const written = [...text.matchAll(INTO)].filter(([, , columns = ""]) => !/\btenant_id\b/.test(columns));
  return [...read, ...written].map(([, table = ""]) => table);
};
