import { type EntityManager, In } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { groupBy } from "../../../platform/values/group-by.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { canonicalUuid } from "../../../platform/values/uuid.ts";
import { together } from "../../common/batch/together.ts";
import { checkText, invalid, taken } from "../../common/check.ts";
import { checkDayOrMoment } from "../../common/check-format.ts";
import { toStoredMoment } from "../../common/stored-forms.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { ExternalIdentifier, type ExternalSource } from "../entities.ts";
import { visibleTo } from "../visibility.ts";

export interface ExternalIdentifierInput {
  readonly source: ExternalSource;
  readonly externalId: string;
  readonly externalCreatedAt?: string | null;
  readonly externalUpdatedAt?: string | null;
}

const SOURCES: readonly ExternalSource[] = [
  "NETSUITE",
  "PRIORITY",
  "ZOHO_BOOKS",
  "QUICKBOOKS",
  "SALESFORCE",
  "FUNNEL_CRM",
  "LEDGER",
  "WORKSPACE_ERP",
  "ORDER_DESK",
];

type Part = keyof ExternalIdentifierInput;

type PathOf = (index: number, field: Part) => readonly string[];

const inList: PathOf = (index, field) => ["externalIdentifiers", String(index), field];

/** Everything wrong with an id in another system. */
export const checkExternalIdentifier = (
  { source, externalId, externalCreatedAt, externalUpdatedAt }: ExternalIdentifierInput,
  pathOf: (field: Part) => readonly string[] = (field) => [field],
): UserError[] => [
  ...(SOURCES.includes(source)
    ? []
    : [invalid(pathOf("source"), source, `Give one of ${SOURCES.join(", ")}.`, { allowed: SOURCES })]),
  ...checkText(externalId, pathOf("externalId"), 256),
  ...checkDayOrMoment(externalCreatedAt, pathOf("externalCreatedAt")),
  ...checkDayOrMoment(externalUpdatedAt, pathOf("externalUpdatedAt")),
];

/** Everything wrong with a list of external identifiers. */
export const checkExternalIdentifiers = (
  identifiers: readonly ExternalIdentifierInput[] | null | undefined,
): UserError[] =>
  (identifiers ?? []).flatMap((identifier, index, all) => [
    ...checkExternalIdentifier(identifier, (field) => inList(index, field)),
    ...(all.findIndex(({ source }) => source === identifier.source) < index
      ? [invalid(inList(index, "source"), identifier.source, "Give at most one id per system.")]
      : []),
  ]);

const ownerOf = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  { source, externalId }: ExternalIdentifierInput,
): Promise<{ readonly id: string; readonly deleted: boolean } | undefined> => {
  const [owner] = await manager.query(
    `select c.id, c.deleted_at is not null as deleted
       from identity.external_identifier e join identity.customer c on c.tenant_id = $1 and c.id = e.customer_id
       where e.tenant_id = $1 and e.source = $2 and e.external_id = $3 and ${visibleTo("c", "$4")}`,
    [tenantId, source, canonicalUuid(externalId), workspaceIds],
  );
  return owner;
};

interface IdentifiersOf {
  readonly tenantId: string;
  readonly customerId: string;
  readonly identifiers: readonly ExternalIdentifierInput[];
}

/** Writes ids in other systems, of each customer those that are its own or free; answers their systems. */
const writeIdentifiers = async (
  manager: EntityManager,
  items: readonly IdentifiersOf[],
): Promise<readonly (readonly string[])[]> => {
  const all = items.flatMap(({ customerId, identifiers }) => identifiers.map((each) => ({ ...each, customerId })));
  const written: { customerId: string; source: string }[] = await manager.query(
    `insert into identity.external_identifier as e
       (tenant_id, customer_id, source, external_id, external_created_at, external_updated_at)
     select $1, i.* from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) i (customer_id, source, id)
       order by i.source, i.id
     on conflict (tenant_id, source, external_id) do update
       set external_created_at = excluded.external_created_at, external_updated_at = excluded.external_updated_at
       where e.customer_id = excluded.customer_id
     returning customer_id as "customerId", source`,
    [
      items[0]?.tenantId,
      all.map(({ customerId }) => customerId),
      all.map(({ source }) => source),
      all.map(({ externalId }) => canonicalUuid(externalId)),
      all.map(({ externalCreatedAt }) => toStoredMoment(externalCreatedAt) ?? null),
      all.map(({ externalUpdatedAt }) => toStoredMoment(externalUpdatedAt) ?? null),
    ],
  );
  const sourcesOf = groupBy(written, ({ customerId }) => customerId);
  return items.map(({ customerId }) => (sourcesOf.get(customerId.toLowerCase()) ?? []).map(({ source }) => source));
};

const takenByOther = async (
  manager: EntityManager,
  viewer: Viewer,
  { source, externalId }: ExternalIdentifierInput,
  path: readonly string[],
): Promise<UserError> => {
  const owner = await ownerOf(manager, viewer, { source, externalId });
  const whose = owner?.deleted ? "a deleted customer. Restore that one, or give another id" : "another customer";
  const message = `${quoted(externalId)} of ${source} belongs to ${whose}.`;
  return taken(path, externalId, message, owner && { __typename: "Customer", id: owner.id });
};

/**
 * Writes a customer's ids in other systems. Another customer's id is refused, with that customer if the viewer may see
 * it. Ids are written in the order of their systems, so that two writers cannot deadlock.
 */
export const putExternalIdentifiers = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  identifiers: readonly ExternalIdentifierInput[],
  pathOf: PathOf = inList,
): Promise<void> => {
  if (identifiers.length === 0) return;
  const written = await together(manager, { tenantId: viewer.tenantId, customerId, identifiers }, writeIdentifiers);
  const refused = identifiers.flatMap((identifier, index) =>
    written.includes(identifier.source) ? [] : [{ identifier, path: pathOf(index, "externalId") }],
  );
  const userErrors: UserError[] = [];
  for (const { identifier, path } of refused) userErrors.push(await takenByOther(manager, viewer, identifier, path));
  refuseIfAny(userErrors);
};

/** Whether an id is the same in the same system, whatever the case of a UUID. */
export const isSameId = (
  a: Pick<ExternalIdentifier, "source" | "externalId">,
  b: Pick<ExternalIdentifierInput, "source" | "externalId">,
): boolean => a.source === b.source && canonicalUuid(a.externalId) === canonicalUuid(b.externalId);

/** Whether two identifiers are equal, their dates included. */
export const isSameIdentifier = (
  a: Pick<ExternalIdentifier, "source" | "externalId" | "externalCreatedAt" | "externalUpdatedAt">,
  b: ExternalIdentifierInput,
): boolean =>
  isSameId(a, b) &&
  a.externalCreatedAt === (toStoredMoment(b.externalCreatedAt) ?? null) &&
  a.externalUpdatedAt === (toStoredMoment(b.externalUpdatedAt) ?? null);

/** Replaces a customer's ids in other systems; returns whether they changed. */
export const replaceExternalIdentifiers = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  wanted: readonly ExternalIdentifierInput[],
): Promise<boolean> => {
  const { tenantId } = viewer;
  const stored = await manager.findBy(ExternalIdentifier, { tenantId, customerId });
  const gone = stored.filter((row) => !wanted.some((identifier) => isSameId(row, identifier)));
  const isNew = wanted.map((identifier) => !stored.some((row) => isSameIdentifier(row, identifier)));
  const places = isNew.flatMap((flag, index) => (flag ? [index] : []));
  if (gone.length > 0) {
    await manager.delete(ExternalIdentifier, { tenantId, customerId, source: In(gone.map(({ source }) => source)) });
  }
  await putExternalIdentifiers(
    manager,
    viewer,
    customerId,
    wanted.filter((_, index) => isNew[index]),
    (index, field) => inList(places[index] ?? 0, field),
  );
  return gone.length + places.length > 0;
};
