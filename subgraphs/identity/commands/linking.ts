import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { RuleBroken, refuseIfAny } from "../../common/user-errors.ts";
import { ExternalIdentifier, type ExternalSource } from "../entities.ts";
import {
  checkExternalIdentifier,
  type ExternalIdentifierInput,
  isSameId,
  isSameIdentifier,
  putExternalIdentifiers,
} from "./external-identifiers.ts";
import { changeStored } from "./stored-customer.ts";

const otherIdRefused = (stored: ExternalIdentifier): RuleBroken =>
  new RuleBroken({
    code: "NOT_ALLOWED",
    path: ["externalId"],
    message: `In ${stored.source} the customer is ${quoted(stored.externalId)} already. Remove that id first.`,
    params: { allowed: [stored.externalId] },
  });

/**
 * Links a customer with its id in another system, or changes the dates of the link; omitted ones stay. The caller holds
 * its lock.
 */
export const linkIdentifier = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  { source, externalId, ...dates }: ExternalIdentifierInput,
): Promise<boolean> => {
  const stored = await manager.findOneBy(ExternalIdentifier, { tenantId: viewer.tenantId, customerId, source });
  if (stored && !isSameId(stored, { source, externalId })) throw otherIdRefused(stored);
  const dateOf = (field: keyof typeof dates): string | null =>
    (dates[field] === undefined ? stored?.[field] : dates[field]) ?? null;
  const identifier = {
    source,
    externalId,
    externalCreatedAt: dateOf("externalCreatedAt"),
    externalUpdatedAt: dateOf("externalUpdatedAt"),
  };
  if (stored && isSameIdentifier(stored, identifier)) return false;
  await putExternalIdentifiers(manager, viewer, customerId, [identifier], (_, field) => [field]);
  return true;
};

/** Links a customer with its id in another system. */
export const linkExternalIdentifier = (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, ...identifier }: CustomerChange & ExternalIdentifierInput,
): Promise<string> => {
  refuseIfAny(checkExternalIdentifier(identifier));
  return changeStored(manager, viewer, { customerId, expectedVersion }, (savepoint, { id }) =>
    linkIdentifier(savepoint, viewer, id, identifier),
  );
};

/** Removes a customer's id in another system. If there is none, nothing changes. */
export const unlinkExternalIdentifier = (
  manager: EntityManager,
  viewer: Viewer,
  { source, ...target }: CustomerChange & { readonly source: ExternalSource },
): Promise<string> =>
  changeStored(manager, viewer, target, async (savepoint, { tenantId, id }) => {
    const { affected } = await savepoint.delete(ExternalIdentifier, { tenantId, customerId: id, source });
    return (affected ?? 0) > 0;
  });
