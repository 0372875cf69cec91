import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkRelationship, type RelationshipInput } from "../../commercial/commands/index.ts";
import { type UserError, under } from "../../common/user-errors.ts";
import { type ContactsInput, checkContacts } from "../../contacts/commands/index.ts";
import { checkFinance, type FinanceInput } from "../../finance/commands/index.ts";
import {
  checkIdentity,
  checkIdentityChanges,
  type IdentityChanges,
  type IdentityInput,
} from "../../identity/commands/index.ts";

export interface FacetInputs extends ContactsInput {
  readonly relationship?: RelationshipInput | null;
  readonly finance?: FinanceInput | null;
}

/** A new customer with everything that is known of it. */
export interface CustomerInput extends IdentityInput, FacetInputs {}

/** What can be changed of a customer at once. Omitted fields stay. */
export interface CustomerChanges extends IdentityChanges, FacetInputs {}

const checkFacets = (input: FacetInputs): UserError[] => [
  ...under(["relationship"], checkRelationship(input.relationship ?? {})),
  ...under(["finance"], checkFinance(input.finance ?? {})),
  ...checkContacts(input),
];

/** Everything wrong with a new customer, in every facet at once. */
export const checkCustomer = (viewer: Viewer, input: CustomerInput): UserError[] => [
  ...checkIdentity(viewer, input),
  ...checkFacets(input),
];

/** Everything wrong with changes of a customer, in every facet at once. */
export const checkChanges = (input: CustomerChanges): UserError[] => [
  ...checkIdentityChanges(input),
  ...checkFacets(input),
];

/** Everything wrong with the values of a customer of whom it is unknown whether it is new, and so what may be left out. */
export const checkValues = (input: CustomerInput): UserError[] =>
  checkChanges(input).filter(({ code }) => code !== "REQUIRED");
