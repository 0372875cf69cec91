import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { runTogether } from "../../common/batch/run.ts";
import { RuleBroken, refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { allWithCurrencies, withCurrencies } from "./default-currency.ts";
import { countVersions, lockCustomers } from "./locked-customers.ts";
import { demandNoneRefused, NothingWritten, type RecordResult, settleMany } from "./settle-many.ts";
import { updateFacets } from "./update.ts";
import { checkUpdates, faultsOf, type Update, type UpdatesInput, updatesOf } from "./updates-input.ts";

export { updatesOf } from "./updates-input.ts";

type Refusals = ReadonlyMap<Update, readonly UserError[]>;

/** Some of the changes were refused after others had been written. */
class Again extends Error {
  readonly refused: Refusals;

  constructor(refused: Refusals) {
    super("again without those");
    this.refused = refused;
  }
}

const refusalsIn = (updates: readonly Update[], ended: readonly PromiseSettledResult<boolean>[]): Refusals =>
  new Map(
    ended.flatMap((each, index) => {
      const update = updates[index];
      if (each.status === "fulfilled" || !update) return [];
      if (!(each.reason instanceof RuleBroken)) throw each.reason;
      return [[update, update.placed(each.reason.userErrors)] as const];
    }),
  );

/** Changes customers side by side; answers those that differed. Refusals undo all, for they may have been half written. */
const writeAll = async (
  manager: EntityManager,
  viewer: Viewer,
  updates: readonly Update[],
): Promise<ReadonlySet<Update>> => {
  const ended = await runTogether(
    manager,
    updates.map(
      ({ customerId, change }) =>
        (within) =>
          updateFacets(within, viewer, customerId, change),
    ),
  );
  const refused = refusalsIn(updates, ended);
  if (refused.size > 0) throw new Again(refused);
  const changed = updates.filter((_, index) => {
    const each = ended[index];
    return each?.status === "fulfilled" && each.value;
  });
  await countVersions(manager, viewer, changed);
  return new Set(changed);
};

/** Writes what can be written, and nothing of what is refused. The customers are locked. */
const writePossible = async (
  manager: EntityManager,
  viewer: Viewer,
  updates: readonly Update[],
  refusals: Map<Update, readonly UserError[]>,
): Promise<ReadonlySet<Update>> => {
  const possible = updates.filter((update) => !refusals.has(update));
  if (possible.length === 0) return new Set();
  try {
    return await manager.transaction((savepoint) => writeAll(savepoint, viewer, possible));
  } catch (error) {
    if (!(error instanceof Again)) throw error;
    for (const [update, userErrors] of error.refused) refusals.set(update, userErrors);
    return writePossible(manager, viewer, updates, refusals);
  }
};

const resultsOf = (
  updates: readonly Update[],
  changed: ReadonlySet<Update>,
  refusals: Refusals,
): readonly RecordResult[] =>
  updates.map((update, index) => {
    const userErrors = refusals.get(update);
    if (userErrors) return { index, outcome: "REFUSED", customer: null, userErrors };
    const outcome = changed.has(update) ? "UPDATED" : "UNCHANGED";
    return { index, outcome, customer: { id: update.customerId }, userErrors: [] };
  });

/** The same request with a currency for every amount. */
const inCurrencies = async (manager: EntityManager, viewer: Viewer, input: UpdatesInput): Promise<UpdatesInput> => {
  const { customers, change } = input;
  if (change) return { ...input, change: await withCurrencies(manager, viewer, change) };
  const given = customers ?? [];
  const changes = await allWithCurrencies(
    manager,
    viewer,
    given.map((customer) => customer.change),
  );
  return {
    ...input,
    customers: given.map((customer, index) => ({ ...customer, change: changes[index] ?? customer.change })),
  };
};

/** Changes up to 500 customers in every facet, each completely or not at all, with as many statements as one takes. */
export const updateCustomers = async (
  manager: EntityManager,
  viewer: Viewer,
  input: UpdatesInput,
): Promise<readonly RecordResult[]> => {
  refuseIfAny(checkUpdates(input));
  const { dryRun, ...request } = input;
  const updates = updatesOf(await inCurrencies(manager, viewer, input));
  return settleMany(manager, viewer, { mutation: "customersUpdate", input: request }, async (savepoint) => {
    const refusals = new Map<Update, readonly UserError[]>(faultsOf(updates));
    for (const [update, userErrors] of await lockCustomers(savepoint, viewer, updates)) {
      refusals.set(update, [...userErrors, ...(refusals.get(update) ?? [])]);
    }
    const isHopeless = refusals.size > 0 && input.errorPolicy !== "REJECT_FAILED";
    const changed = isHopeless ? new Set<Update>() : await writePossible(savepoint, viewer, updates, refusals);
    const results = resultsOf(updates, changed, refusals);
    demandNoneRefused(results, input.errorPolicy);
    if (dryRun) throw new NothingWritten(results);
    return results;
  });
};
