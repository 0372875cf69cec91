import type { EntityManager } from "typeorm";
import { invalid, required } from "../../../platform/check.ts";
import { RuleBroken } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import { createCustomer } from "./create.ts";
import type { CustomerInput } from "./customer-input.ts";
import { updateCustomer } from "./update.ts";

/** By what a record finds the customer that it speaks of. */
export type Match =
  | { readonly by: "accountNumber" }
  | { readonly by: "externalIdentifier"; readonly source: ExternalSource };

export interface Upserted {
  readonly id: string;
  readonly outcome: "CREATED" | "UPDATED" | "UNCHANGED";
}

interface MatchKey {
  readonly value: string | null | undefined;
  readonly path: readonly string[];
  /** SQL over customer `c`, whose parameters are the tenant, then `parameters`. */
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

const keyOf = (match: Match, input: CustomerInput): MatchKey => {
  if (match.by === "accountNumber") {
    const value = input.accountNumber;
    return { value, path: ["accountNumber"], condition: "c.account_number = $2", parameters: [value] };
  }
  const index = (input.externalIdentifiers ?? []).findIndex(({ source }) => source === match.source);
  const value = input.externalIdentifiers?.[index]?.externalId;
  return {
    value,
    path: ["externalIdentifiers", String(Math.max(index, 0)), "externalId"],
    condition: `exists (select from identity.external_identifier e where e.tenant_id = $1
      and e.customer_id = c.id and e.external_id = $2 and e.source = $3)`,
    parameters: [value, match.source],
  };
};

/** One upsert at a time in a tenant: two that meet a new key at once would both create its customer. */
const lockUpserts = (manager: EntityManager, { tenantId }: Viewer): Promise<unknown> =>
  manager.query("select pg_advisory_xact_lock(hashtextextended('directory.upsert ' || $1, 0))", [tenantId]);

/** Creates the customer of a record, or changes the one that is there where it differs. Nothing is written when nothing does. */
export const upsertCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerInput,
  match: Match,
): Promise<Upserted> => {
  const { value, path, condition, parameters } = keyOf(match, input);
  if (value == null) throw new RuleBroken(required(path, "It tells which customer the record speaks of."));
  await lockUpserts(manager, viewer);
  const found: { id: string }[] = await manager.query(
    `select c.id from identity.customer c where c.tenant_id = $1 and ${condition} and c.deleted_at is null limit 2`,
    [viewer.tenantId, ...parameters],
  );
  const [customer, another] = found;
  if (another) throw new RuleBroken(invalid(path, value, "More than one customer has it, so none can be told."));
  if (!customer) return { id: await createCustomer(manager, viewer, input), outcome: "CREATED" };
  const changed = await updateCustomer(manager, viewer, customer.id, { ...input, externalIdentifiers: undefined });
  return { id: customer.id, outcome: changed ? "UPDATED" : "UNCHANGED" };
};
