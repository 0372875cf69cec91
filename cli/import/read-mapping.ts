import { readFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { isRecord } from "../../platform/values/is-record.ts";
import { checkColumn, checkJoined } from "./check-column.ts";
import { checkConstant } from "./check-constant.ts";
import { checkKey, checkMatch } from "./check-match.ts";
import { type Condition, checkCondition } from "./conditions.ts";
import { DEFAULT_DELIMITER, isDelimiter } from "./delimiter.ts";
import { type Fault, refuseUnknown } from "./fault.ts";
import type { Column, Constant, Mapping } from "./mapping.ts";
import { DEFAULT_ENCODING, isEncoding } from "./text-file.ts";

type Json = Readonly<Record<string, unknown>>;

const KEYS = [
  "description",
  "match",
  "delimiter",
  "encoding",
  "emptyCells",
  "nulls",
  "leadingApostrophes",
  "skip",
  "continuation",
  "required",
  "columns",
  "joined",
  "constants",
];

const textOr = (value: unknown, otherwise: string, isRight: (text: string) => boolean, wrong: () => void): string => {
  if (value === undefined) return otherwise;
  if (typeof value === "string" && isRight(value)) return value;
  wrong();
  return otherwise;
};

const checkRequired = (required: unknown, columns: Json, fault: Fault): readonly unknown[] => {
  if (!Array.isArray(required)) {
    if (required !== undefined) fault("required", "give a list of columns");
    return [];
  }
  for (const name of required) {
    if (!Object.hasOwn(columns, String(name))) fault("required", `${String(name)} is none of the columns`);
  }
  return required;
};

const checkNulls = (nulls: unknown, fault: Fault): ReadonlySet<string> => {
  const texts: readonly unknown[] = Array.isArray(nulls) ? nulls : [];
  if (nulls !== undefined && !(Array.isArray(nulls) && texts.every((text) => typeof text === "string"))) {
    fault("nulls", 'give a list of texts, such as ["NULL", "N/A"]');
  }
  return new Set(texts.map((text) => String(text).trim()));
};

const checkSkip = (skip: unknown, fault: Fault): readonly Condition[] => {
  if (skip === undefined) return [];
  if (!isRecord(skip) || skip.where === undefined) {
    fault("skip", 'give { "where": … } with a condition, or a list of conditions, for the rows to leave out');
    return [];
  }
  refuseUnknown(skip, ["where"], "skip", fault);
  return [skip.where].flat().map((condition) => checkCondition(condition, "skip.where", fault));
};

const objectAt = (json: Json, key: string, fault: Fault): Json => {
  const value = json[key] ?? {};
  if (isRecord(value)) return value;
  fault(key, "give an object");
  return {};
};

/** The same place, or a list and an item of it. */
const overlap = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}[`) || other.startsWith(`${one}[`);

/** No field can have two sources, unless a condition of each says in which rows. */
const checkOrigins = (columns: readonly Column[], constants: readonly Constant[], fault: Fault): void => {
  const origins = [
    ...columns.flatMap(({ name, parts, fields, when }) =>
      fields.map(({ path }) => ({ path, place: `${parts.length > 1 ? "joined" : "columns"}.${name}`, when })),
    ),
    ...constants.map(({ field }) => ({ path: field.path, place: `constants.${field.path}`, when: null })),
  ];
  origins.forEach(({ path, place, when }, index) => {
    const earlier = origins.findIndex((other) => overlap(other.path, path) && !(other.when && when));
    if (earlier !== -1 && earlier < index) fault(place, `${path} is filled by ${origins[earlier]?.place} already`);
  });
};

/** The choices of a mapping that are one of a few words. */
const choiceOf = <Word extends string>(
  json: Json,
  key: string,
  words: readonly [Word, ...Word[]],
  fault: Fault,
): Word =>
  textOr(
    json[key],
    words[0],
    (text) => words.includes(text as Word),
    () => fault(key, `give ${words.map((word) => `"${word}"`).join(" or ")}`),
  ) as Word;

const checkColumns = (json: Json, fault: Fault): Column[] => {
  const columns = objectAt(json, "columns", fault);
  const required = checkRequired(json.required, columns, fault);
  const joined = json.joined ?? [];
  if (!Array.isArray(joined)) fault("joined", "give a list of objects");
  return [
    ...Object.entries(columns).flatMap(([name, spec]) => checkColumn(name, spec, required.includes(name), fault)),
    ...(Array.isArray(joined) ? joined : []).flatMap((spec, index) => checkJoined(spec, index, fault)),
  ];
};

const headingsOf = (columns: readonly Column[], skip: readonly Condition[]): readonly string[] => {
  const parts = columns.flatMap((column) => column.parts.flatMap((part) => ("column" in part ? [part.column] : [])));
  const tested = [...columns.flatMap(({ when }) => when ?? []), ...skip.flat()].map(({ column }) => column);
  return [...new Set([...parts, ...tested])];
};

const toMapping = (json: Json, fault: Fault): Mapping => {
  refuseUnknown(json, KEYS, "", fault);
  const match = checkMatch(json.match, "match", fault);
  const columns = checkColumns(json, fault);
  const constants = Object.entries(objectAt(json, "constants", fault)).flatMap(([path, value]) =>
    checkConstant(path, value, fault),
  );
  checkOrigins(columns, constants, fault);
  checkKey(match, { columns, constants }, fault);
  const skip = checkSkip(json.skip, fault);
  const continuation = choiceOf(json, "continuation", ["none", "blankKey", "sameKey"], fault);
  return {
    match,
    delimiter: textOr(json.delimiter, DEFAULT_DELIMITER, isDelimiter, () =>
      fault("delimiter", 'give one character, such as ";"'),
    ),
    encoding: textOr(json.encoding, DEFAULT_ENCODING, isEncoding, () =>
      fault("encoding", 'give a name such as "utf-8" or "windows-1252"'),
    ),
    emptyCells: choiceOf(json, "emptyCells", ["clear", "keep"], fault),
    nulls: checkNulls(json.nulls, fault),
    leadingApostrophes: choiceOf(json, "leadingApostrophes", ["keep", "drop"], fault),
    skip,
    continuation: continuation === "none" ? null : continuation,
    columns,
    constants,
    headings: headingsOf(columns, skip),
  };
};

const parseJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new Explained(`The mapping ${path} cannot be read: ${(error as Error).message}.`);
  }
};

/** Reads a mapping file. All its faults are reported at once. */
export const readMapping = async (path: string): Promise<Mapping> => {
  const json = await parseJson(path);
  const faults: string[] = [];
  const mapping = toMapping(isRecord(json) ? json : {}, (place, message) => faults.push(`  ${place}: ${message}`));
  if (!isRecord(json)) faults.unshift("  give an object");
  if (faults.length > 0) throw new Explained([`The mapping ${path} is wrong:`, ...faults].join("\n"));
  return mapping;
};
