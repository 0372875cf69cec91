import { randomUUID } from "node:crypto";
import { invalid, notFound } from "../../../common/check.ts";
import { toCode } from "../../../common/stored-forms.ts";
import { RuleBroken } from "../../../common/user-errors.ts";
import type { TaxRegistration } from "../../entities.ts";
import { countryIn } from "../../tax-numbers/country.ts";
import { MOST_ROWS } from "../input/check-kinds.ts";
import type { TaxRegistrationInput } from "../input/finance-input.ts";

/** A tax registration before its number is validated. */
export type Draft = Pick<TaxRegistration, "id" | "number" | "countryCode" | "isPrimary" | "position">;

/** A change of a customer's registrations. It receives them primary first, then in insertion order. */
export type Edit = (drafts: readonly Draft[]) => readonly Draft[];

const contentOf = ({ number, countryCode = null }: TaxRegistrationInput): string =>
  JSON.stringify([number, toCode(countryCode)]);

const demand = (drafts: readonly Draft[], id: string): Draft => {
  const draft = drafts.find((each) => each.id === id.toLowerCase());
  if (!draft) throw new RuleBroken(notFound(["id"], id, "tax registration"));
  return draft;
};

const primaryIs = (drafts: readonly Draft[], id: string): readonly Draft[] =>
  drafts.map((draft) => ({ ...draft, isPrimary: draft.id === id }));

const oldest = (drafts: readonly Draft[]): Draft | undefined => drafts.toSorted((a, b) => a.position - b.position)[0];

const without = (drafts: readonly Draft[], { id, isPrimary }: Draft): readonly Draft[] => {
  const rest = drafts.filter((draft) => draft.id !== id);
  const heir = oldest(rest);
  return isPrimary && heir ? primaryIs(rest, heir.id) : rest;
};

/** Adds a registration under a new id. The first one of a customer is always primary. */
export const withAdded =
  (id: string, { number, countryCode = null }: TaxRegistrationInput, isPrimary: boolean): Edit =>
  (drafts) => {
    if (drafts.length >= MOST_ROWS) {
      throw new RuleBroken(
        invalid(["number"], number, `There are already ${MOST_ROWS}, the maximum.`, { max: String(MOST_ROWS) }),
      );
    }
    const position = Math.max(-1, ...drafts.map((draft) => draft.position)) + 1;
    const all = [...drafts, { id, number, countryCode: toCode(countryCode), isPrimary: false, position }];
    return isPrimary || drafts.length === 0 ? primaryIs(all, id) : all;
  };

/** Changes given fields of one registration. */
export const withChanged =
  (id: string, { number, countryCode }: Partial<TaxRegistrationInput>): Edit =>
  (drafts) => {
    const draft = demand(drafts, id);
    const changed = {
      ...draft,
      number: number ?? draft.number,
      countryCode: countryCode === undefined ? draft.countryCode : toCode(countryCode),
    };
    return drafts.map((each) => (each === draft ? changed : each));
  };

/** Removes one registration. If it was primary, the oldest of the others becomes primary. */
export const withRemoved =
  (id: string): Edit =>
  (drafts) =>
    without(drafts, demand(drafts, id));

/** Makes one registration primary, and no other. */
export const withPrimary =
  (id: string): Edit =>
  (drafts) =>
    primaryIs(drafts, demand(drafts, id).id);

/** Replaces the registrations, the first one primary. Existing ones keep their ids. */
export const replacedBy =
  (registrations: readonly TaxRegistrationInput[]): Edit =>
  (drafts) => {
    if (drafts.map(contentOf).join() === registrations.map(contentOf).join()) return drafts;
    const idOf = new Map(drafts.map((draft) => [contentOf(draft), draft.id]));
    return registrations.map((registration, position) => {
      const content = contentOf(registration);
      const id = idOf.get(content) ?? randomUUID();
      idOf.delete(content);
      const { number, countryCode = null } = registration;
      return { id, number, countryCode: toCode(countryCode), isPrimary: position === 0, position };
    });
  };

/** The country stays, unless the new number itself names another. */
const countryFor = (number: string, countryCode: string | null): string | null => {
  const named = countryIn(number);
  return named !== null && named !== countryCode ? null : countryCode;
};

/**
 * Sets the number of the primary registration, and creates one if there is none. `null` removes it, and the oldest of
 * the others becomes primary.
 */
export const withNumber =
  (number: string | null): Edit =>
  (drafts) => {
    const [primary] = drafts;
    if (number === null) return primary ? without(drafts, primary) : drafts;
    if (!primary) return withAdded(randomUUID(), { number }, true)(drafts);
    if (primary.number === number) return drafts;
    const countryCode = countryFor(number, primary.countryCode);
    return drafts.map((draft) => (draft === primary ? { ...draft, number, countryCode } : draft));
  };

/** Changes nothing, so that only what could not be validated is retried. */
export const unchanged: Edit = (drafts) => drafts;
