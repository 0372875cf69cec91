interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
}

/** Data to the byte, order of keys included, and the paths of errors: what two executions of one operation must agree on. */
export const comparable = ({ data, errors = [] }: Answer) => ({
  data: JSON.stringify(data),
  errors: errors.map(({ path }) => (path ?? []).join(".")).sort(),
});
