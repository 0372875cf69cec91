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

/** What to send: the changed fields alone, so that nothing is undone that somebody else did to the others. */
export const changesOf = (fields: readonly EditField[], values: Values): Changes => {
  const parts = fields.map(({ name, write }) => write(values[name] ?? ""));
  const relationship: Changes["relationship"] = Object.assign({}, ...parts.map((part) => part.relationship));
  const changes: Changes = Object.assign({}, ...parts);
  return changes.relationship ? { ...changes, relationship } : changes;
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
