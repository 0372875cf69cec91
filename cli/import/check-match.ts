import { getNamedType, isEnumType } from "graphql";
import { isRecord } from "../../platform/values/is-record.ts";
import type { Match } from "../../subgraphs/directory/commands/index.ts";
import { type Fault, refuseUnknown } from "./check-mapping.ts";
import { fieldAt } from "./fields.ts";
import type { Column, Constant } from "./mapping.ts";

const SOURCE = fieldAt("externalIdentifiers[0].source");

const sources = (): readonly string[] => {
  const type = typeof SOURCE === "string" ? undefined : getNamedType(SOURCE.type);
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
};

/** How rows find their customers. */
export const checkMatch = (match: unknown, fault: Fault): Match => {
  const { by, source } = isRecord(match) ? match : { by: undefined, source: undefined };
  if (isRecord(match)) refuseUnknown(match, by === "externalIdentifier" ? ["by", "source"] : ["by"], "match", fault);
  if (by === "externalIdentifier") {
    if (!sources().includes(String(source))) fault("match.source", `give one of ${sources().join(", ")}`);
    return { by, source } as Match;
  }
  if (by !== "accountNumber") {
    fault("match", 'give { "by": "accountNumber" } or { "by": "externalIdentifier", "source": "…" }');
  }
  return { by: "accountNumber" };
};

/** Some column must identify a row's customer. */
export const checkKey = (
  match: Match,
  columns: readonly Column[],
  constants: readonly Constant[],
  fault: Fault,
): void => {
  if (match.by === "accountNumber") {
    if (!columns.some(({ fields }) => fields.some(({ path }) => path === "accountNumber"))) {
      fault("match", "no column goes to accountNumber, by which customers are to be found");
    }
    return;
  }
  const numbered = constants.find(({ field, value }) => field.keys.at(-1) === "source" && value === match.source);
  const id = numbered?.field.path.replace(/source$/, "externalId");
  if (!id || !columns.some(({ fields }) => fields.some(({ path }) => path === id))) {
    const how = `"constants": { "externalIdentifiers[0].source": "${match.source}" } and a column to externalIdentifiers[0].externalId`;
    fault("match", `no column goes to the id of ${match.source}, by which customers are to be found; give ${how}`);
  }
};
