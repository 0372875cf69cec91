import type { Customer } from "../customer/types.ts";
import type { Choices } from "./choices.ts";
import type { Changes, EditField } from "./edit-field.ts";
import type { Values } from "./use-form.ts";

/** The values of a customer, as a form shows them. */
export const valuesIn = (customer: Customer, fields: readonly EditField[]): Values =>
  Object.fromEntries(fields.map(({ name, read }) => [name, read(customer)]));

/** The fields whose value is another than it was. */
export const changedFields = (fields: readonly EditField[], before: Values, after: Values): readonly EditField[] =>
  fields.filter(({ name }) => (before[name] ?? "") !== (after[name] ?? ""));

/** Several parts of one input as one; nothing when there is none. */
const together = <Part extends object>(parts: readonly (Part | null | undefined)[]): Part | undefined => {
  const given = parts.filter((part) => part !== null && part !== undefined);
  return given.length > 0 ? Object.assign({}, ...given) : undefined;
};

/** What to send: the changed fields alone, so that nothing is undone that somebody else did to the others. */
export const changesOf = (fields: readonly EditField[], values: Values): Changes => {
  const parts = fields.map(({ name, write }) => write(values[name] ?? ""));
  const relationship = together(parts.map((part) => part.relationship));
  const person = together(parts.map(({ party }) => party?.person));
  const organization = together(parts.map(({ party }) => party?.organization));
  return {
    ...together(parts),
    ...(relationship && { relationship }),
    ...(person && { party: { person } }),
    ...(organization && { party: { organization } }),
  };
};

/** The customer with changes that the graph has not confirmed yet. */
export const foreseen = (
  customer: Customer,
  fields: readonly EditField[],
  values: Values,
  choices: Choices,
): Customer =>
  fields.reduce((before, { name, foresee }) => foresee(before, values[name] ?? "", choices), {
    ...customer,
    version: customer.version + 1,
  });
