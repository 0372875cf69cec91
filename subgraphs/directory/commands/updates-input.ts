import { invalid, required } from "../../common/check.ts";
import { checkKey } from "../../common/idempotency/request.ts";
import { type UserError, under } from "../../common/user-errors.ts";
import { type CustomerChanges, checkChanges } from "./customer-input.ts";
import type { ManyInput } from "./settle-many.ts";

const MOST_CUSTOMERS = 500;

/** The changes of one customer. */
interface CustomerUpdate {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
  readonly change: CustomerChanges;
}

/** Changes of each customer, or one change for all. */
export interface UpdatesInput extends ManyInput {
  readonly customers?: readonly CustomerUpdate[] | null;
  readonly ids?: readonly string[] | null;
  readonly change?: CustomerChanges | null;
  readonly dryRun?: boolean | null;
}

/** What is to be changed of one customer, whichever way it was given. */
export interface Update extends CustomerUpdate {
  /** The path of the customer's id in the input. */
  readonly path: readonly string[];
  /** Where its change is in the input. */
  readonly place: string;
  /** Errors of the customer's changes with their paths in the input. */
  placed(userErrors: readonly UserError[]): readonly UserError[];
}

/** The changes of a request, in order. */
export const updatesOf = ({ customers, ids, change }: UpdatesInput): readonly Update[] => [
  ...(customers ?? []).map((customer, index) => ({
    ...customer,
    customerId: customer.customerId.toLowerCase(),
    path: ["customers", String(index), "customerId"],
    place: `customers.${index}.change`,
    placed: (userErrors: readonly UserError[]) => under(["customers", String(index), "change"], userErrors),
  })),
  ...(ids ?? []).map((id, index) => ({
    customerId: id.toLowerCase(),
    change: change ?? {},
    path: ["ids", String(index)],
    place: "change",
    placed: (userErrors: readonly UserError[]) => under(["change"], userErrors),
  })),
];

const checkForm = ({ customers, ids, change }: UpdatesInput): UserError[] => {
  const way = "Give customers, or ids with the change that is the same for all of them.";
  if (customers && (ids || change))
    return [{ code: "INVALID", message: `Both are given. ${way}`, path: [ids ? "ids" : "change"] }];
  if (customers || (ids && change)) return [];
  return [required([ids ? "change" : "ids"], way)];
};

const checkRepeated = (updates: readonly Update[]): UserError[] => {
  const seen = new Set<string>();
  return updates.flatMap(({ customerId, path }) => {
    const isRepeated = seen.has(customerId);
    seen.add(customerId);
    return isRepeated ? [invalid(path, customerId, "Name each customer once.")] : [];
  });
};

const checkCustomers = ({ customers }: UpdatesInput, updates: readonly Update[]): UserError[] =>
  updates.length < 1 || updates.length > MOST_CUSTOMERS
    ? [
        invalid([customers ? "customers" : "ids"], updates.length, `Give 1 to ${MOST_CUSTOMERS} at once.`, {
          expected: "LIST",
          min: "1",
          max: String(MOST_CUSTOMERS),
        }),
      ]
    : checkRepeated(updates);

const checkDryRun = ({ dryRun, idempotencyKey }: UpdatesInput): UserError[] =>
  dryRun && idempotencyKey != null
    ? [invalid(["idempotencyKey"], idempotencyKey, "A dry run writes nothing: leave the key for the real one.")]
    : [];

/** Everything wrong with the request itself. */
export const checkUpdates = (input: UpdatesInput): UserError[] => {
  const form = checkForm(input);
  const customers = form.length > 0 ? form : checkCustomers(input, updatesOf(input));
  return [...checkKey(input.idempotencyKey), ...checkDryRun(input), ...customers];
};

/** The changes that are wrong whatever is stored. The same change is checked once. */
export const faultsOf = (updates: readonly Update[]): (readonly [Update, readonly UserError[]])[] => {
  const known = new Map<CustomerChanges, readonly UserError[]>();
  return updates.flatMap((update) => {
    const faults = known.get(update.change) ?? checkChanges(update.change);
    known.set(update.change, faults);
    return faults.length > 0 ? [[update, update.placed(faults)] as const] : [];
  });
};
