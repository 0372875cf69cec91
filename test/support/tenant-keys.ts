const NAME = "((?:identity|commercial|finance|contacts|directory)\\.\\w+)\\b";

/** A table of the graph in a statement, with its alias. A following parenthesis makes it a function. */
const TABLE = new RegExp(
  `\\b(?:from|join|update|using)\\s+(?:only\\s+)?${NAME}(?!\\s*\\()(?:\\s+as)?(?:\\s+(\\w+))?`,
  "gi",
);

/** A table that rows are inserted into, with the column list. */
const INTO = new RegExp(`\\binsert into ${NAME}(?:\\s+as\\s+\\w+)?\\s*(\\([^)]*\\))?`, "gi");

/** Keywords that may follow a table and are not an alias. */
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
 * The tables that a statement reads or writes without naming the tenant: no comparison of their
 * `tenant_id`, or, for an insert, no such column in the list.
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
