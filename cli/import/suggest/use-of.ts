import { quoted } from "../../../platform/values/quoted.ts";
import { countryCodeOf } from "../../../subgraphs/contacts/countries.ts";
import { type Found, filledOf, type Remark, type Use } from "./found.ts";
import { type Guess, guessDate, guessNumber } from "./guess-format.ts";

type Rule = (column: Found, texts: readonly string[], remark: Remark) => Use;

const remarkOn = ({ name }: Found, { format, other }: Guess, remark: Remark): void => {
  if (format === undefined) remark(`${quoted(name)} is written in no format that is known here`);
  if (other !== undefined) remark(`${quoted(name)} is read as ${format}, but could be ${other}`);
};

const amount: Rule = (column, texts, remark) => {
  const guess = guessNumber(texts);
  remarkOn(column, guess, remark);
  const isPlain = guess.format === "1234.56" && !texts.some((text) => /e/i.test(text));
  return guess.format === undefined || isPlain ? column.field : { to: column.field, number: guess.format };
};

const day: Rule = (column, texts, remark) => {
  if (texts.every((text) => /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text))) return column.field;
  const guess = guessDate(texts);
  remarkOn(column, guess, remark);
  return guess.format === undefined ? column.field : { to: column.field, date: guess.format };
};

const website: Rule = ({ field }, texts) =>
  texts.some((text) => !text.includes("://")) ? { to: field, scheme: "https" } : field;

const email: Rule = ({ name, field }, texts, remark) => {
  if (!texts.some((text) => text.includes(","))) return field;
  remark(`${quoted(name)} has several addresses in a cell, of which the first is taken`);
  return { to: field, split: ",", part: 1 };
};

const country: Rule = ({ name, field }, texts, remark) => {
  const unknown = texts.find((text) => countryCodeOf(text) === null);
  if (unknown !== undefined) {
    remark(
      `${quoted(name)}: ${quoted(unknown)} names no country. Give values, such as { ${quoted(unknown)}: "Germany" }`,
    );
  }
  return field;
};

const parent: Rule = ({ field }) => ({ to: field, match: { by: "accountNumber" } });

const RULES: Readonly<Record<string, Rule>> = {
  "finance.creditLimit.amount": amount,
  "relationship.annualRevenue.amount": amount,
  "relationship.customerSince": day,
  website,
  parentId: parent,
  primaryEmail: email,
  "addresses[0].countryText": country,
};

/** How the texts of a column are to be read; what is doubtful about it is remarked. */
export const useOf = (column: Found, remark: Remark): Use =>
  RULES[column.field]?.(column, filledOf(column), remark) ?? column.field;
