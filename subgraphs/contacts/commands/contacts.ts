import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/viewer.ts";
import { Contact } from "../entities.ts";
import type { ContactInput } from "./contacts-input.ts";
import { replaceList, withOnePrimary } from "./replace-list.ts";

/** Makes the contacts of a customer these; answers whether they were others before. */
export const replaceContacts = (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  contacts: readonly ContactInput[],
): Promise<boolean> =>
  replaceList(
    manager,
    Contact,
    { tenantId, customerId },
    withOnePrimary(contacts).map(({ name, jobTitle = null, email = null, phone = null, isPrimary, position }) => ({
      name,
      jobTitle,
      email,
      phone,
      isPrimary,
      position,
    })),
  );
