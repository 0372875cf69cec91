import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { canonicalUuid } from "../../../platform/values/uuid.ts";
import { invalid, isStorable, required } from "../../common/check.ts";
import { RuleBroken, refuseIfAny, type UserError } from "../../common/user-errors.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import { existsFor } from "../../identity/visibility.ts";
import { type CustomerInput, checkValues } from "./customer-input.ts";
import { withCurrencies } from "./default-currency.ts";

/** How a record finds its customer. */
export type Match =
  | { readonly by: "accountNumber" }
  | { readonly by: "externalIdentifier"; readonly source: ExternalSource };

interface MatchKey {
  readonly value: string | null | undefined;
  readonly path: readonly string[];
}

/** The identifying part of a record, and its path. */
const keyOf = (match: Match, { accountNumber, externalIdentifiers }: CustomerInput): MatchKey => {
  if (match.by === "accountNumber") return { value: accountNumber, path: ["accountNumber"] };
  const index = (externalIdentifiers ?? []).findIndex(({ source }) => source === match.source);
  const value = externalIdentifiers?.[index]?.externalId;
  return {
    value: value && canonicalUuid(value),
    path: ["externalIdentifiers", String(Math.max(index, 0)), "externalId"],
  };
};

/**
 * The customers with one of the keys `$2`, for the viewer's workspaces `$3`, and for the system `$4` if its ids are
 * matched.
 */
const matching = ({ by }: Match): string =>
  by === "accountNumber"
    ? `from identity.customer c
       where c.tenant_id = $1 and c.account_number_start = any (array(select left(n, 200) from unnest($2::text[]) n))
         and c.account_number = any ($2::text[]) and ${existsFor("c", "$3")}`
    : `from identity.external_identifier e join identity.customer c on c.tenant_id = $1 and c.id = e.customer_id
       where e.tenant_id = $1 and e.external_id = any ($2::text[]) and e.source = $4 and ${existsFor("c", "$3")}`;

const parametersOf = ({ tenantId, workspaceIds }: Viewer, match: Match, values: readonly string[]): unknown[] => [
  tenantId,
  values,
  workspaceIds,
  ...(match.by === "externalIdentifier" ? [match.source] : []),
];

/** A key that several customers share. */
export const ambiguous = (path: readonly string[], value: unknown): UserError =>
  invalid(path, value, "More than one customer has it, so it does not identify one.");

/**
 * The id of a record's customer, `null` if the viewer sees none yet. Refuses a record that identifies none, or two; one
 * that identifies none with everything else that is wrong with it.
 */
export const matchedCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerInput,
  match: Match,
): Promise<string | null> => {
  const { value, path } = keyOf(match, input);
  if (value == null || !isStorable(value)) {
    const missing = value == null ? [required(path, "It identifies the customer that the record is about.")] : [];
    refuseIfAny([...missing, ...checkValues(await withCurrencies(manager, viewer, input))]);
    return null;
  }
  const found: { id: string }[] = await manager.query(
    `select c.id ${matching(match)} limit 2`,
    parametersOf(viewer, match, [value]),
  );
  const [customer, another] = found;
  if (another) throw new RuleBroken(ambiguous(path, value));
  return customer?.id ?? null;
};

/**
 * Locks the customers of all records in the order of their ids, before any other lock is taken: two writers that want
 * the same ones in different orders would deadlock.
 */
export const lockMatched = async (
  manager: EntityManager,
  viewer: Viewer,
  inputs: readonly CustomerInput[],
  match: Match,
): Promise<void> => {
  const values = inputs.flatMap((input) => keyOf(match, input).value ?? []).filter(isStorable);
  await manager.query(
    `select c.id ${matching(match)} order by c.id for no key update of c`,
    parametersOf(viewer, match, values),
  );
};
