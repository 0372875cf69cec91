import type { EntityManager } from "typeorm";
import { changesOf } from "../../../platform/changes.ts";
import { now } from "../../../platform/moments.ts";
import { toAmount } from "../../../platform/money.ts";
import { tenantCurrency } from "../../../platform/tenant-currency.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Relationship } from "../entities.ts";
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
  return {
    annualRevenue: toAmount(annualRevenue.amount),
    annualRevenueCurrency: annualRevenue.currencyCode ?? (await tenantCurrency(manager, tenantId)),
  };
};

/** The fields of `row` of which the input says nothing. */
const unlessGiven = (row: Partial<Relationship>, given: Partial<Relationship>): Partial<Relationship> =>
  Object.fromEntries(Object.entries(row).filter(([field]) => given[field as keyof Relationship] === undefined));

/** Gives a customer that was just created its relationship. The input has been checked. */
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
    ...unlessGiven(datesOfMove({ customerSince: null }, begin), given),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)),
    tenantId: viewer.tenantId,
    customerId,
  });
  await recordMove(manager, viewer, customerId, begin);
  await replaceOwners(manager, viewer, customerId, input.ownerIds ?? []);
  if (input.labelIds?.length) await replaceLabels(manager, viewer, customerId, input.labelIds);
};

/** Changes what is given and differs; answers whether anything did. The caller holds the customer's lock. */
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
  const changes = changesOf(stored, given);
  if (changes?.funnelStage) {
    const move: Move = { from: stored.funnelStage, to: changes.funnelStage, at: now() };
    Object.assign(changes, unlessGiven(datesOfMove(stored, move), given));
    await recordMove(manager, viewer, customerId, move);
  }
  if (changes) await manager.update(Relationship, key, changes);
  const replaced = [
    input.ownerIds !== undefined && (await replaceOwners(manager, viewer, customerId, input.ownerIds ?? [])),
    input.labelIds !== undefined && (await replaceLabels(manager, viewer, customerId, input.labelIds ?? [])),
  ];
  return changes !== null || replaced.includes(true);
};
