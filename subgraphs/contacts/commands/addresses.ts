import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/viewer.ts";
import { countryCodeOf } from "../countries.ts";
import { Address, type AddressPurpose } from "../entities.ts";
import type { AddressInput } from "./contacts-input.ts";
import { replaceList, withOnePrimary } from "./replace-list.ts";

const PURPOSES: readonly AddressPurpose[] = ["BILLING", "SHIPPING", "MAILING", "PHYSICAL"];

/** For each purpose, the first address that has it, unless a default is chosen already. */
const chooseDefaults = async (manager: EntityManager, { tenantId }: Viewer, customerId: string): Promise<void> => {
  await manager.query(
    `insert into contacts.address_default (tenant_id, customer_id, purpose, address_id)
     select distinct on (p.purpose) a.tenant_id, a.customer_id, p.purpose, a.id
       from contacts.address a cross join unnest(a.purposes) p (purpose)
       where a.tenant_id = $1 and a.customer_id = $2
       order by p.purpose, a.position
     on conflict (tenant_id, customer_id, purpose) do nothing`,
    [tenantId, customerId],
  );
};

/** Makes the addresses of a customer these; answers whether they were others before. Defaults of addresses that stay, stay. */
export const replaceAddresses = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  addresses: readonly AddressInput[],
): Promise<boolean> => {
  const { tenantId } = viewer;
  const changed = await replaceList(
    manager,
    Address,
    { tenantId, customerId },
    withOnePrimary(addresses).map(({ purposes, countryCode, countryText = null, ...address }) => ({
      purposes: PURPOSES.filter((purpose) => purposes?.includes(purpose)),
      street: address.street ?? null,
      city: address.city ?? null,
      region: address.region ?? null,
      postalCode: address.postalCode ?? null,
      countryCode: countryCode ?? (countryText === null ? null : countryCodeOf(countryText)),
      countryText,
      isPrimary: address.isPrimary,
      position: address.position,
    })),
  );
  if (changed) await chooseDefaults(manager, viewer, customerId);
  return changed;
};
