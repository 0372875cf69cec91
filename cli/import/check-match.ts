import { getNamedType, isEnumType } from "graphql";
import { isRecord } from "../../platform/values/is-record.ts";
import type { Match } from "../../subgraphs/directory/commands/index.ts";
import { type Fault, refuseUnknown } from "./fault.ts";
import { fieldAt } from "./fields.ts";
import type { Column, Constant, Mapping } from "./mapping.ts";

const SOURCE = fieldAt("externalIdentifiers[0].source");

const sources = (): readonly string[] => {
  const type = typeof SOURCE === "string" ? undefined : getNamedType(SOURCE.type);
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
};

/** How a row, or the text of a parent, finds a customer. */
export const checkMatch = (match: unknown, place: string, fault: Fault): Match => {
  const { by, source } = isRecord(match) ? match : { by: undefined, source: undefined };
  if (isRecord(match)) refuseUnknown(match, by === "externalIdentifier" ? ["by", "source"] : ["by"], place, fault);
  if (by === "externalIdentifier") {
    if (!sources().includes(String(source))) fault(`${place}.source`, `give one of ${sources().join(", ")}`);
    return { by, source } as Match;
  }
  if (by !== "accountNumber") {
    fault(place, 'give { "by": "accountNumber" } or { "by": "externalIdentifier", "source": "…" }');
  }
  return { by: "accountNumber" };
};

/** The path of the field by which customers are found; `undefined` if no constant names the system of an id. */
const keyPath = (match: Match, constants: readonly Constant[]): string | undefined => {
  if (match.by === "accountNumber") return "accountNumber";
  const source = constants.find(({ field, value }) => field.keys.at(-1) === "source" && value === match.source);
  return source?.field.path.replace(/source$/, "externalId");
};

/** The column by which customers are found, if the mapping has one for it. */
export const keyColumn = (
  match: Match,
  { columns, constants }: Pick<Mapping, "columns" | "constants">,
): Column | undefined => {
  const path = keyPath(match, constants);
  return columns.find(({ fields }) => fields.some((field) => field.path === path));
};

/** Some column must identify a row's customer. */
export const checkKey = (match: Match, mapping: Pick<Mapping, "columns" | "constants">, fault: Fault): void => {
  if (keyColumn(match, mapping)) return;
  if (match.by === "accountNumber") {
    fault("match", "no column goes to accountNumber, by which customers are to be found");
    return;
  }
  const how = `"constants": { "externalIdentifiers[0].source": "${match.source}" } and a column to externalIdentifiers[0].externalId`;
  fault("match", `no column goes to the id of ${match.source}, by which customers are to be found; give ${how}`);
};
