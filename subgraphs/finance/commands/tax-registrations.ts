import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/viewer.ts";
import { TaxRegistration } from "../entities.ts";
import type { TaxRegistrationInput } from "./finance-input.ts";

const contentOf = ({ number, countryCode = null }: TaxRegistrationInput): string =>
  JSON.stringify([number, countryCode]);

/** Makes the tax registrations of a customer these, the first one primary; answers whether they were others before. */
export const replaceTaxRegistrations = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  registrations: readonly TaxRegistrationInput[],
): Promise<boolean> => {
  const stored = await manager.find(TaxRegistration, {
    where: { tenantId, customerId },
    order: { isPrimary: "DESC", position: "ASC" },
  });
  if (stored.map(contentOf).join() === registrations.map(contentOf).join()) return false;
  const idOf = new Map(stored.map((registration) => [contentOf(registration), registration.id]));
  await manager.delete(TaxRegistration, { tenantId, customerId });
  await manager.insert(
    TaxRegistration,
    registrations.map((registration, position) => ({
      tenantId,
      customerId,
      id: takeFrom(idOf, contentOf(registration)) ?? randomUUID(),
      number: registration.number,
      countryCode: registration.countryCode ?? null,
      isPrimary: position === 0,
      position,
    })),
  );
  return true;
};

const takeFrom = (ids: Map<string, string>, content: string): string | undefined => {
  const id = ids.get(content);
  ids.delete(content);
  return id;
};
