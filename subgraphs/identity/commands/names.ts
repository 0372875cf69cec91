import { checkText, FREE_TEXT, invalid, required } from "../../common/check.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { Customer } from "../entities.ts";

/** Names and keys of a customer, which can be changed at any time. */
export interface NamesInput {
  readonly displayName?: string | null;
  readonly legalName?: string | null;
  readonly sortName?: string | null;
  readonly sortIndex?: number | null;
  readonly code?: string | null;
  readonly accountNumber?: string | null;
}

const checkSortIndex = (value: number | null | undefined): UserError[] =>
  value == null || Number.isFinite(value)
    ? []
    : [invalid(["sortIndex"], value, "Give a number such as 1.5.", { expected: "NUMBER" })];

/** Everything wrong with the names and keys of a customer. */
export const checkNames = (input: NamesInput): UserError[] => [
  ...checkText(input.displayName, ["displayName"], 256),
  ...checkText(input.legalName, ["legalName"], FREE_TEXT),
  ...checkText(input.sortName, ["sortName"], FREE_TEXT),
  ...checkSortIndex(input.sortIndex),
  ...checkText(input.code, ["code"], FREE_TEXT),
  ...checkText(input.accountNumber, ["accountNumber"], FREE_TEXT),
];

/** Everything wrong with new names of a customer. The display name can be changed, not cleared. */
export const checkNewNames = (input: NamesInput): UserError[] => [
  ...(input.displayName === null ? [required(["displayName"], "It cannot be cleared. Leave it out to keep it.")] : []),
  ...checkNames(input),
];

/** The columns of given names; `undefined` for what is not given. */
export const nameColumns = (input: NamesInput): Partial<Customer> => ({
  displayName: input.displayName ?? undefined,
  legalName: input.legalName,
  sortName: input.sortName,
  sortIndex: input.sortIndex,
  code: input.code,
  accountNumber: input.accountNumber,
});
