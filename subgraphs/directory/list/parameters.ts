/** Adds a value to the parameters of a statement and returns its placeholder: `$3`. */
export type Parameter = (value: unknown) => string;

/** Collects the parameters of a statement, the tenant first. */
export const parametersFor = (tenantId: string): { readonly values: unknown[]; readonly p: Parameter } => {
  const values: unknown[] = [tenantId];
  return { values, p: (value) => `$${values.push(value)}` };
};
