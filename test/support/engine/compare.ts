type Path = readonly (string | number)[];

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: Path; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Data to the byte, order of keys included, and the paths of errors: what two executions of one operation must agree on. */
export const comparable = ({ data, errors = [] }: Answer) => ({
  data: JSON.stringify(data),
  errors: errors.map(({ path }) => (path ?? []).join(".")).sort(),
});

/** Where in the data the field at a path, or what it made null, lies; `undefined` when there is no null on the way. */
const nullOf = (data: unknown, path: Path): string | undefined => {
  let value = data;
  for (let depth = 0; depth <= path.length; depth++) {
    if (value === null) return path.slice(0, depth).join(".") || "(root)";
    value = (value as Record<string | number, unknown> | undefined)?.[path[depth] ?? ""];
  }
  return undefined;
};

/** The fields of a path, without indexes, each with a point at its end. */
const fieldsOf = (path: Path): string =>
  path
    .filter((segment) => Number.isNaN(Number(segment)))
    .map((segment) => `${segment}.`)
    .join("");

/** Whether an error that stands for many accounts for a null: it concerns its field in every item of the lists on the way. */
export const standsFor =
  ({ errors = [] }: Answer) =>
  (nulled: string): boolean => {
    const fields = nulled === "(root)" ? "" : fieldsOf(nulled.split("."));
    return errors.some(({ path = [], extensions }) => extensions?.count && fieldsOf(path).startsWith(fields));
  };

/**
 * The same with the nulls that errors made in place of their paths: of several fields that fail below one null, an executor need not
 * report all, and which it reports depends on the order it runs them in. Nulls that another execution explains one by one may be explained
 * here by one error with a count.
 */
export const comparableByNulls = ({ data, errors = [] }: Answer, others: readonly string[] = []) => {
  const own = errors.map(({ path }) => nullOf(data, path ?? []) ?? `no null at ${path?.join(".")}`);
  const counted = others.filter(standsFor({ data, errors }));
  return { data: JSON.stringify(data), nulls: [...new Set([...own, ...counted])].sort() };
};
