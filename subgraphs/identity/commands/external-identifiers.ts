import type { EntityManager } from "typeorm";
import { checkText, invalid } from "../../../platform/check.ts";
import { RuleBroken, type UserError } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { ExternalIdentifier, type ExternalSource } from "../entities.ts";

export interface ExternalIdentifierInput {
  readonly source: ExternalSource;
  readonly externalId: string;
  readonly externalCreatedAt?: Date | null;
  readonly externalUpdatedAt?: Date | null;
}

const placeOf = (index: number, field: string): string[] => ["externalIdentifiers", String(index), field];

/** All that is wrong with a list of external identifiers. */
export const checkExternalIdentifiers = (
  identifiers: readonly ExternalIdentifierInput[] | null | undefined,
): UserError[] =>
  (identifiers ?? []).flatMap(({ source, externalId }, index, all) => [
    ...checkText(externalId, placeOf(index, "externalId"), 256),
    ...(all.findIndex((other) => other.source === source) < index
      ? [invalid(placeOf(index, "source"), source, "Give at most one id per system.")]
      : []),
  ]);

/** Links a new customer to its ids in other systems. An id that another customer has is refused with that customer. */
export const linkExternalIdentifiers = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  identifiers: readonly ExternalIdentifierInput[],
): Promise<void> => {
  if (identifiers.length === 0) return;
  const linked: { source: string }[] = await manager.query(
    `insert into identity.external_identifier
       (tenant_id, customer_id, source, external_id, external_created_at, external_updated_at)
     select $1, $2, i.* from unnest($3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) i
     on conflict (tenant_id, source, external_id) do nothing
     returning source`,
    [
      tenantId,
      customerId,
      identifiers.map(({ source }) => source),
      identifiers.map(({ externalId }) => externalId),
      identifiers.map(({ externalCreatedAt }) => externalCreatedAt ?? null),
      identifiers.map(({ externalUpdatedAt }) => externalUpdatedAt ?? null),
    ],
  );
  const refused = identifiers.findIndex(({ source }) => !linked.some((row) => row.source === source));
  const identifier = identifiers[refused];
  if (!identifier) return;
  const { source, externalId } = identifier;
  const owner = await manager.findOneBy(ExternalIdentifier, { tenantId, source, externalId });
  throw new RuleBroken({
    code: "TAKEN",
    message: `externalIdentifiers.${refused}.externalId: "${externalId}" of ${source} belongs to another customer.`,
    path: placeOf(refused, "externalId"),
    ...(owner && { existing: { id: owner.customerId } }),
  });
};
