import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { now } from "../../../platform/values/moments.ts";
import { changesOf } from "../../common/changes.ts";
import { readMoney } from "../../common/read-money.ts";
import { Relationship } from "../entities.ts";
import { datesAndFlags, saidOfFormer } from "./dates.ts";
import { replaceLabels } from "./labels-of-customer.ts";
import { replaceOwners } from "./owners.ts";
import { demandReferences } from "./references.ts";
import { type RelationshipInput, toColumns } from "./relationship-input.ts";
import { datesOfMove, INITIAL, type Move, recordMove } from "./stage.ts";
import { hasUnseenSeller } from "./unseen-seller.ts";

type Revenue = Pick<Relationship, "annualRevenue" | "annualRevenueCurrency">;

const revenueOf = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  { annualRevenue }: RelationshipInput,
): Promise<Partial<Revenue>> => {
  if (annualRevenue === undefined) return {};
  if (annualRevenue === null) return { annualRevenue: null, annualRevenueCurrency: null };
  const options = { path: ["annualRevenue"], negative: true };
  const { amount, currencyCode } = await readMoney(manager, tenantId, annualRevenue, options);
  return { annualRevenue: amount, annualRevenueCurrency: currencyCode };
};

/** Creates the relationship of a new customer. The input has been checked. */
export const createRelationship = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: RelationshipInput,
): Promise<void> => {
  await demandReferences(manager, viewer, input);
  const given = { ...toColumns(input), ...(await revenueOf(manager, viewer, input)) };
  const begin: Move = { from: null, to: given.funnelStage ?? INITIAL.funnelStage, at: now() };
  await manager.insert(Relationship, {
    ...INITIAL,
    ...datesAndFlags(INITIAL, input, datesOfMove({ customerSince: null }, begin)),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)),
    tenantId: viewer.tenantId,
    customerId,
  });
  const former = saidOfFormer(input);
  if (former) await manager.update(Relationship, { tenantId: viewer.tenantId, customerId }, former);
  await recordMove(manager, viewer, customerId, begin);
  await replaceOwners(manager, viewer, customerId, input.ownerIds ?? []);
  if (input.labelIds?.length) await replaceLabels(manager, viewer, customerId, input.labelIds);
};

const moveOf = ({ funnelStage: from }: Relationship, { funnelStage: to }: Partial<Relationship>): Move | undefined =>
  to === undefined || to === from ? undefined : { from, to, at: now() };

/** Changes given fields that differ; returns whether anything did. The caller holds the customer's lock. */
export const updateRelationship = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: RelationshipInput,
): Promise<boolean> => {
  const key = { tenantId: viewer.tenantId, customerId };
  const stored = await manager.findOneByOrFail(Relationship, key);
  await demandReferences(manager, viewer, input, stored);
  const given = { ...toColumns(input), ...(await revenueOf(manager, viewer, input)) };
  if (given.sellerRelationId === null && (await hasUnseenSeller(manager, viewer, stored)))
    delete given.sellerRelationId;
  const move = moveOf(stored, given);
  const dates = datesAndFlags(stored, input, move && datesOfMove(stored, move));
  const changes = changesOf(stored, { ...given, ...dates });
  if (move) await recordMove(manager, viewer, customerId, move);
  if (changes) await manager.update(Relationship, key, changes);
  const replaced = [
    input.ownerIds !== undefined && (await replaceOwners(manager, viewer, customerId, input.ownerIds ?? [])),
    input.labelIds !== undefined && (await replaceLabels(manager, viewer, customerId, input.labelIds ?? [])),
  ];
  return changes !== null || replaced.includes(true);
};
