import type { CustomerUpdateInput } from "../../index.ts";
import type { Customer, Relationship } from "../customer/types.ts";
import type { Choices } from "./choices.ts";

/** The changes of an update, without the customer's id and version. */
export type Changes = Omit<CustomerUpdateInput, "customerId" | "expectedVersion">;

/** An editable field of a customer. */
export interface EditField {
  /** Dotted path in the input, as in user errors. */
  readonly name: string;
  readonly label: string;
  readonly group: "Identity" | "Contact details" | "Relationship";
  readonly kind?: "email" | "tel" | "url" | "percent";
  readonly required?: boolean;
  /** Labels of the options, by value. */
  readonly words?: (choices: Choices) => Readonly<Record<string, string>>;
  /** Label for no selection, where that is allowed. */
  readonly none?: string;
  readonly read: (customer: Customer) => string;
  readonly write: (value: string) => Changes;
  /** The customer with this value, for the optimistic update. */
  readonly foresee: (customer: Customer, value: string, choices: Choices) => Customer;
}

/** Changes the customer's relationship, if it has one. */
export const inRelationship = (customer: Customer, change: Partial<Relationship>): Customer =>
  customer.relationship ? { ...customer, relationship: { ...customer.relationship, ...change } } : customer;

type TextField = "legalName" | "code" | "accountNumber" | "primaryEmail" | "primaryPhone" | "website";

/** An optional text field of the customer itself. */
export const text = (
  name: TextField,
  label: string,
  group: EditField["group"],
  rest: Pick<EditField, "kind"> = {},
): EditField => ({
  ...rest,
  name,
  label,
  group,
  read: (customer) => customer[name] ?? "",
  write: (value) => ({ [name]: value || null }),
  foresee: (customer, value) => ({ ...customer, [name]: value || null }),
});
