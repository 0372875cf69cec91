import { readFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { isRecord } from "../../platform/values/is-record.ts";
import { checkColumn, checkConstant, type Fault, refuseUnknown } from "./check-mapping.ts";
import { checkKey, checkMatch } from "./check-match.ts";
import { DEFAULT_DELIMITER, isDelimiter } from "./delimiter.ts";
import type { Column, Constant, Mapping } from "./mapping.ts";
import { DEFAULT_ENCODING, isEncoding } from "./text-file.ts";

type Json = Readonly<Record<string, unknown>>;

const KEYS = ["description", "match", "delimiter", "encoding", "emptyCells", "required", "columns", "constants"];

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

const objectAt = (json: Json, key: string, fault: Fault): Json => {
  const value = json[key] ?? {};
  if (isRecord(value)) return value;
  fault(key, "give an object");
  return {};
};

/** The same place, or a list and an item of it. */
const overlap = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}[`) || other.startsWith(`${one}[`);

/** No field can have two sources. */
const checkOrigins = (columns: readonly Column[], constants: readonly Constant[], fault: Fault): void => {
  const origins = [
    ...columns.flatMap(({ name, fields }) => fields.map(({ path }) => ({ path, place: `columns.${name}` }))),
    ...constants.map(({ field }) => ({ path: field.path, place: `constants.${field.path}` })),
  ];
  origins.forEach(({ path, place }, index) => {
    const earlier = origins.findIndex((other) => overlap(other.path, path));
    if (earlier < index) fault(place, `${path} is filled by ${origins[earlier]?.place} already`);
  });
};

const toMapping = (json: Json, fault: Fault): Mapping => {
  refuseUnknown(json, KEYS, "", fault);
  const columnsJson = objectAt(json, "columns", fault);
  const required = checkRequired(json.required, columnsJson, fault);
  const match = checkMatch(json.match, fault);
  const columns = Object.entries(columnsJson).map(([name, spec]) =>
    checkColumn(name, spec, required.includes(name), fault),
  );
  const constants = Object.entries(objectAt(json, "constants", fault)).flatMap(([path, value]) =>
    checkConstant(path, value, fault),
  );
  checkOrigins(columns, constants, fault);
  checkKey(match, columns, constants, fault);
  const emptyCells = textOr(
    json.emptyCells,
    "clear",
    (text) => text === "clear" || text === "keep",
    () => fault("emptyCells", 'give "clear" or "keep"'),
  );
  return {
    match,
    delimiter: textOr(json.delimiter, DEFAULT_DELIMITER, isDelimiter, () =>
      fault("delimiter", 'give one character, such as ";"'),
    ),
    encoding: textOr(json.encoding, DEFAULT_ENCODING, isEncoding, () =>
      fault("encoding", 'give a name such as "utf-8" or "windows-1252"'),
    ),
    emptyCells: emptyCells as Mapping["emptyCells"],
    columns,
    constants,
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
