type Path = readonly (string | number)[];

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: Path; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/**
 * What two executions of one operation must agree on: the exact bytes of the data, including key
 * order, and the paths of errors.
 */
export const comparable = ({ data, errors = [] }: Answer) => ({
  data: JSON.stringify(data),
  errors: errors.map(({ path }) => (path ?? []).join(".")).sort(),
});

/** Path of the null at, or above, the field at a path; `undefined` if there is none. */
const nullOf = (data: unknown, path: Path): string | undefined => {
  let value = data;
  for (let depth = 0; depth <= path.length; depth++) {
    if (value === null) return path.slice(0, depth).join(".") || "(root)";
    value = (value as Record<string | number, unknown> | undefined)?.[path[depth] ?? ""];
  }
  return undefined;
};

/** The field names of a path, without indexes, each followed by a dot. */
const fieldsOf = (path: Path): string =>
  path
    .filter((segment) => Number.isNaN(Number(segment)))
    .map((segment) => `${segment}.`)
    .join("");

/**
 * Whether an error with a `count` accounts for a null: it covers its field in every item of the
 * lists above it.
 */
export const accountsFor =
  ({ errors = [] }: Answer) =>
  (nulled: string): boolean => {
    const fields = nulled === "(root)" ? "" : fieldsOf(nulled.split("."));
    return errors.some(({ path = [], extensions }) => extensions?.count && fieldsOf(path).startsWith(fields));
  };

/**
 * Like `comparable`, but with the paths of the nulls that errors caused instead of the errors' own.
 * If several fields below one null fail, an executor need not report them all, and which it reports
 * depends on execution order. Nulls that the other execution explains one by one may be covered
 * here by one error with a count.
 */
export const comparableByNulls = ({ data, errors = [] }: Answer, others: readonly string[] = []) => {
  const own = errors.map(({ path }) => nullOf(data, path ?? []) ?? `no null at ${path?.join(".")}`);
  const counted = others.filter(accountsFor({ data, errors }));
  return { data: JSON.stringify(data), nulls: [...new Set([...own, ...counted])].sort() };
};
