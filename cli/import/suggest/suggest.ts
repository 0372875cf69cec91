import { groupBy } from "../../../platform/values/group-by.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { DEFAULT_DELIMITER } from "../delimiter.ts";
import { DEFAULT_ENCODING } from "../text-file.ts";
import { type Best, type Found, filledOf, isKey, NAMES, type Remark, type Use } from "./found.ts";
import { fieldOfHeading, rankOfHeading } from "./headings.ts";
import { keyOf } from "./key-of.ts";
import { namesOf } from "./names-of.ts";
import type { Sample } from "./sample.ts";
import { useOf } from "./use-of.ts";

/** A first mapping of a file, and what to look at in it. */
export interface Suggestion {
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly remarks: readonly string[];
}

/** The best column for each field; what the others are is remarked. */
const bestOf = (candidates: readonly Found[], remark: Remark): Map<string, Found> => {
  const best = new Map<string, Found>();
  const cost = (column: Found): number =>
    rankOfHeading(column.field, column.name) + (column.field === "accountNumber" && !isKey(column) ? 1_000 : 0);
  for (const column of [...candidates].sort((one, other) => cost(one) - cost(other))) {
    const { field, name } = column;
    const chosen = best.get(field);
    if (!chosen) best.set(field, column);
    else remark(`${quoted(name)} is left out: ${field} is filled by ${quoted(chosen.name)}`);
  }
  return best;
};

const NULLS = ["NULL", "null", "(null)", "N/A", "n/a", "#N/A", "\\N"];

const MARKED = /^'(?=[\d+=@-])/;

/** What the texts of a field have in them: a heading may mean something else. */
const SIGNS: Readonly<Record<string, string>> = { website: ".", primaryEmail: "@" };

/** Why a column is left out, if it is. */
const reasonAgainst = (column: Found, isFirst: boolean): string | undefined => {
  const texts = filledOf(column);
  if (column.field === "") return "its heading is not known";
  if (!isFirst) return "a column before has its name";
  if (texts.length === 0) return "it is empty in the first rows";
  return texts.every((text) => text.includes(SIGNS[column.field] ?? ""))
    ? undefined
    : `its texts do not fit ${column.field}`;
};

/** The columns whose headings are known and that have texts, read without what stands for nothing. */
const knownIn = ({ heading, rows }: Sample, nulls: readonly string[], remark: Remark): Found[] =>
  heading.flatMap((name, at): Found[] => {
    const texts = rows.map((cells) => (cells[at] ?? "").replace(MARKED, ""));
    const plain = texts.map((text) => (nulls.includes(text) ? "" : text));
    const column = { name, field: fieldOfHeading(name) ?? "", texts: plain };
    const reason = reasonAgainst(column, heading.indexOf(name) === at);
    if (reason === undefined) return [column];
    remark(`${quoted(name)} is left out: ${reason}`);
    return [];
  });

/** What customers are found by. */
const settleKey = (best: Map<string, Found>, remark: Remark): ReturnType<typeof keyOf> => {
  const found = keyOf(best);
  const number = best.get("accountNumber");
  if (!found.key) remark("No column tells customers apart: map one to accountNumber");
  else if (found.key !== number) {
    remark(`${quoted(found.key.name)} tells customers apart, as no column has a number in every row`);
    if (number) remark(`${quoted(number.name)} is left out: not every row has a number of its own`);
    best.delete("accountNumber");
  }
  return found;
};

/** The uses of each column, in the order of the heading. */
const columnsOf = (
  best: Best,
  key: Found | undefined,
  heading: readonly string[],
  remark: Remark,
): Suggestion["mapping"] => {
  const { uses, joined } = namesOf(best);
  const isNamed = ({ field }: Found): boolean =>
    NAMES.includes(field) || (joined !== undefined && field === "contacts[0].name");
  const others = [...best.values()].filter((column) => !isNamed(column));
  const all: [string, Use][] = [
    ...(key && key.field !== "accountNumber" ? [[key.name, "accountNumber"] satisfies [string, Use]] : []),
    ...uses,
    ...others.map((column): [string, Use] => [column.name, useOf(column, remark)]),
  ];
  const columns = Object.fromEntries(
    [
      ...groupBy(
        all.sort(([one], [other]) => heading.indexOf(one) - heading.indexOf(other)),
        ([name]) => name,
      ),
    ].map(([name, ofName]) => {
      const [first, ...more] = ofName.map(([, use]) => use);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
  return { columns, ...(joined && { joined }) };
};

/** Suggests a mapping from the headings and the first rows of a file. */
export const suggest = (sample: Sample): Suggestion => {
  const { delimiter, encoding, rows } = sample;
  const remarks: string[] = [];
  const remark: Remark = (text) => void remarks.push(text);
  const nulls = NULLS.filter((text) => rows.some((cells) => cells.includes(text)));
  const isMarked = rows.some((cells) => cells.some((cell) => MARKED.test(cell)));
  const best = bestOf(knownIn(sample, nulls, remark), remark);
  const { key, continues } = settleKey(best, remark);
  const hasAddress = [...best.keys()].some((field) => field.startsWith("addresses[0]"));
  const mapping = {
    match: { by: "accountNumber" },
    ...(delimiter !== DEFAULT_DELIMITER && { delimiter }),
    ...(encoding !== DEFAULT_ENCODING && { encoding }),
    ...(nulls.length > 0 && { nulls }),
    ...(isMarked && { leadingApostrophes: "drop" }),
    ...(continues && { continuation: "blankKey" }),
    ...columnsOf(best, key, sample.heading, remark),
    constants: {
      "relationship.funnelStage": "CUSTOMER",
      ...(hasAddress && { "addresses[0].purposes": ["BILLING", "SHIPPING"] }),
    },
  };
  return { mapping, remarks };
};
