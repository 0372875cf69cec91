import type { Customer } from "../customer/types.ts";
import type { Choices } from "./choices.ts";
import type { Changes, EditField } from "./edit-field.ts";
import type { Values } from "./use-form.ts";

/** The form values of a customer. */
export const valuesIn = (customer: Customer, fields: readonly EditField[]): Values =>
  Object.fromEntries(fields.map(({ name, read }) => [name, read(customer)]));

export const changedFields = (fields: readonly EditField[], before: Values, after: Values): readonly EditField[] =>
  fields.filter(({ name }) => (before[name] ?? "") !== (after[name] ?? ""));

/** Merges parts of one input object; undefined if there are none. */
const together = <Part extends object>(parts: readonly (Part | null | undefined)[]): Part | undefined => {
  const given = parts.filter((part) => part !== null && part !== undefined);
  return given.length > 0 ? Object.assign({}, ...given) : undefined;
};

/**
 * The mutation input for the given fields. Pass only the changed ones, so that another user's
 * changes to the rest are kept.
 */
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

/** The customer as expected after the mutation, for the optimistic update. */
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
