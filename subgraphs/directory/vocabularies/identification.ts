import { isUuid } from "../../../platform/values/uuid.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import type { Field, Identification, Json, Patch, Situation } from "./vocabulary.ts";

const byExternal = (source: string, externalId: string): Identification => ({
  condition: `exists (select from identity.external_identifier e where e.tenant_id = $1
    and e.customer_id = c.id and e.source = $2 and e.external_id = $3)`,
  parameters: [source, externalId],
});

/** A record's id: ours, or its system's, stored under that system's name. */
export const byId = (id: Json | undefined, source: ExternalSource): Identification[] =>
  typeof id !== "string"
    ? []
    : [...(isUuid(id) ? [{ condition: "c.id = $2::uuid", parameters: [id] }] : []), byExternal(source, id)];

export const byAccountNumber = (accountNumber: Json | undefined): Identification[] =>
  typeof accountNumber !== "string" || accountNumber === ""
    ? []
    : [
        {
          condition: "c.account_number_start = left($2::text, 200) and c.account_number = $2",
          parameters: [accountNumber],
        },
      ];

/** The id in one system, as the pair of system and id that identifies some records. */
export const byPair = (source: ExternalSource, externalId: Json | undefined): Identification[] =>
  typeof externalId === "string" ? [byExternal(source, externalId)] : [];

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

/**
 * The id of a record. Another system's id is stored under the name of the system and shown again; a customer from
 * elsewhere shows ours.
 */
export const foreignId = (source: ExternalSource): Pick<Field, "read" | "write"> => ({
  read: ({ customer, externalIdentifiers }) =>
    externalIdentifiers.find((identifier) => identifier.source === source)?.externalId ?? customer.id,
  write: (externalId: string, situation: Situation) =>
    situation.stored?.customer.id === externalId ? {} : withIdentifier(situation, { source, externalId }),
});
