import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { AddressOptions } from "../../contacts/commands/index.ts";
import { createCustomer } from "./create.ts";
import type { CustomerInput } from "./customer-input.ts";
import { type Match, matchedCustomer } from "./match.ts";
import { updateCustomer } from "./update.ts";

export interface Upserted {
  readonly id: string;
  readonly outcome: "CREATED" | "UPDATED" | "UNCHANGED";
}

/** One upsert at a time in a tenant: two that meet a new key at once would both create its customer. */
export const lockUpserts = (manager: EntityManager, { tenantId }: Viewer): Promise<unknown> =>
  manager.query("select pg_advisory_xact_lock(hashtextextended('directory.upsert ' || $1, 0))", [tenantId]);

/** Creates the customer of a record, or changes the existing one where it differs. Writes nothing if nothing does. */
export const upsertCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerInput,
  match: Match,
  options: AddressOptions = {},
): Promise<Upserted> => {
  await lockUpserts(manager, viewer);
  const id = await matchedCustomer(manager, viewer, input, match);
  if (id === null) return { id: await createCustomer(manager, viewer, input), outcome: "CREATED" };
  const changed = await updateCustomer(manager, viewer, id, input, { ...options, identifiers: "ADD" });
  return { id, outcome: changed ? "UPDATED" : "UNCHANGED" };
};
