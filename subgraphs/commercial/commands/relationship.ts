import type { EntityManager } from "typeorm";
import { changesOf } from "../../../platform/changes.ts";
import { toAmount } from "../../../platform/money.ts";
import { tenantCurrency } from "../../../platform/tenant-currency.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Relationship } from "../entities.ts";
import { replaceOwners } from "./owners.ts";
import { demandReferences } from "./references.ts";
import { type RelationshipInput, toColumns } from "./relationship-input.ts";
import { datesOfMove, INITIAL } from "./stage.ts";

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

/** Gives a customer that was just created its relationship. The input has been checked. */
export const createRelationship = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: RelationshipInput,
): Promise<void> => {
  await demandReferences(manager, viewer, input);
  const given = { ...toColumns(input), ...(await revenueOf(manager, viewer, input)) };
  const { funnelStage = INITIAL.funnelStage } = given;
  await manager.insert(Relationship, {
    ...INITIAL,
    ...(funnelStage === "CUSTOMER" && { customerSince: new Date() }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)),
    tenantId: viewer.tenantId,
    customerId,
  });
  await replaceOwners(manager, viewer, customerId, input.ownerIds ?? []);
};

/** Changes what is given and differs; answers whether anything did. The caller holds the customer's lock. */
export const updateRelationship = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: RelationshipInput,
): Promise<boolean> => {
  await demandReferences(manager, viewer, input);
  const key = { tenantId: viewer.tenantId, customerId };
  const stored = await manager.findOneByOrFail(Relationship, key);
  const given = { ...toColumns(input), ...(await revenueOf(manager, viewer, input)) };
  const changes = changesOf(stored, given);
  if (changes) await manager.update(Relationship, key, { ...datesOfMove(stored, changes.funnelStage), ...changes });
  const ownersChanged =
    input.ownerIds !== undefined && (await replaceOwners(manager, viewer, customerId, input.ownerIds ?? []));
  return changes !== null || ownersChanged;
};
