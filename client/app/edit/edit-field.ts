import type { CustomerUpdateInput } from "../../index.ts";
import type { Customer, Relationship } from "../customer/types.ts";
import type { Choices } from "./choices.ts";

/** What an update changes: all but which customer, and the version of it that was read. */
export type Changes = Omit<CustomerUpdateInput, "customerId" | "expectedVersion">;

/** A field of a customer that can be edited. */
export interface EditField {
  /** Its path in the input, with dots: refusals name it so. */
  readonly name: string;
  readonly label: string;
  readonly group: "Identity" | "Contact details" | "Relationship";
  readonly kind?: "email" | "tel" | "url" | "percent";
  readonly required?: boolean;
  /** The values to choose from, in words. */
  readonly words?: (choices: Choices) => Readonly<Record<string, string>>;
  /** The words for no choice, where that is one. */
  readonly none?: string;
  readonly read: (customer: Customer) => string;
  readonly write: (value: string) => Changes;
  /** The customer as it will be, before the graph has said so. */
  readonly foresee: (customer: Customer, value: string, choices: Choices) => Customer;
}

/** Changes the relationship of a customer, if it has one. */
export const inRelationship = (customer: Customer, change: Partial<Relationship>): Customer =>
  customer.relationship ? { ...customer, relationship: { ...customer.relationship, ...change } } : customer;

type TextField = "legalName" | "code" | "accountNumber" | "primaryEmail" | "primaryPhone" | "website";

/** A text of the customer itself, which may be absent. */
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
