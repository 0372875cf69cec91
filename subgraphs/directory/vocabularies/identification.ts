import { quoted } from "../../../platform/values/quoted.ts";
import { canonicalUuid, isUuid } from "../../../platform/values/uuid.ts";
import { invalid } from "../../common/check.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import type { CustomerRecord } from "./record.ts";
import { text } from "./shapes.ts";
import type { Field, Identification, Json, Patch, Situation } from "./vocabulary.ts";

const byExternal = (field: string, source: string, externalId: string): Identification => ({
  field,
  condition: `exists (select from identity.external_identifier e where e.tenant_id = $1
    and e.customer_id = c.id and e.source = $2 and e.external_id = $3)`,
  parameters: [source, canonicalUuid(externalId)],
});

/** Our own id, as an export shows it. */
export const byOwnId = (field: string, id: Json | undefined): Identification[] =>
  typeof id === "string" && isUuid(id) ? [{ field, condition: "c.id = $2::uuid", parameters: [id] }] : [];

/** A record's id: ours, or its system's, stored under that system's name. */
export const byId = (field: string, id: Json | undefined, source: ExternalSource): Identification[] =>
  typeof id !== "string" || id === "" ? [] : [...byOwnId(field, id), byExternal(field, source, id)];

export const byAccountNumber = (field: string, accountNumber: Json | undefined): Identification[] =>
  typeof accountNumber !== "string" || accountNumber === ""
    ? []
    : [
        {
          field,
          condition: "c.account_number_start = left($2::text, 200) and c.account_number = $2",
          parameters: [accountNumber],
        },
      ];

/** The id in one system, as the pair of system and id that identifies some records. */
export const byPair = (field: string, source: ExternalSource, externalId: Json | undefined): Identification[] =>
  typeof externalId === "string" && externalId !== "" ? [byExternal(field, source, externalId)] : [];

/** The identifiers of a customer after one of them is set. */
export const withIdentifier = (
  { stored }: Situation,
  identifier: NonNullable<Patch["externalIdentifiers"]>[number],
): Patch => ({
  externalIdentifiers: [
    ...(stored?.externalIdentifiers ?? [])
      .filter(({ source }) => source !== identifier.source)
      .map(({ source, externalId, externalCreatedAt, externalUpdatedAt }) => ({
        source,
        externalId,
        externalCreatedAt,
        externalUpdatedAt,
      })),
    identifier,
  ],
});

/** An id of something that the customer refers to, as a system names it: by its own id if it has one, else by ours. */
export const idShownIn = (source: ExternalSource, { foreignIds }: CustomerRecord, id: string): string =>
  foreignIds.find((foreign) => foreign.id === id && foreign.source === source)?.externalId ?? id;

const idIn = (source: ExternalSource, { externalIdentifiers }: CustomerRecord): string | undefined =>
  externalIdentifiers.find((identifier) => identifier.source === source)?.externalId;

/** A customer that a record finds by its account number may have another id of the system: the record is not about it. */
export const checkOtherId = (
  source: ExternalSource,
  id: Json | undefined,
  number: { readonly field: string; readonly value: Json | undefined },
  stored: CustomerRecord | null,
): UserError[] => {
  const known = stored && idIn(source, stored);
  if (!known || typeof id !== "string" || [known, stored.customer.id].includes(canonicalUuid(id))) return [];
  const right = `The customer with it has the id ${quoted(known)} in this system, not ${quoted(id)}. Give one of the two another number.`;
  return [invalid([number.field], number.value, right)];
};

/**
 * The id of a record. Another system's id is stored under the name of the system and shown again; a customer from
 * elsewhere shows ours.
 */
export const foreignId = (source: ExternalSource): Pick<Field, "shape" | "read" | "write"> => ({
  shape: text.nullable(),
  read: (record) => idIn(source, record) ?? record.customer.id,
  write: (externalId: string | null, situation: Situation) =>
    !externalId || situation.stored?.customer.id === canonicalUuid(externalId)
      ? {}
      : withIdentifier(situation, { source, externalId }),
});
