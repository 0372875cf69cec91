import type { ApolloCache } from "@apollo/client";
import { CUSTOMER_LISTS } from "../generated/customer-lists.generated.ts";

interface Payload {
  readonly userErrors?: readonly unknown[];
  readonly customer?: { readonly id?: string } | null;
  readonly deletedCustomerId?: string | null;
}

type Kept = Readonly<Record<string, { readonly __typename?: string }>>;

const LISTS: Readonly<Record<string, readonly string[]>> = CUSTOMER_LISTS;

const payloadsIn = (data: unknown): readonly Payload[] =>
  Object.values(data ?? {}).filter((payload): payload is Payload => typeof payload === "object" && payload !== null);

/**
 * Evicts every list of customers, and every customer found by something other than its id: visible ones are fetched
 * again, the others when they are next shown. Pass it as `update` to a mutation that creates, archives, deletes,
 * restores or moves a customer, or call it afterwards. A deleted customer is evicted too, and a refused mutation
 * changes nothing.
 */
export const refreshCustomerLists = (cache: ApolloCache, result: { readonly data?: unknown } = {}): void => {
  const payloads = payloadsIn(result.data);
  if (payloads.length > 0 && payloads.every(({ userErrors = [] }) => userErrors.length > 0)) return;

  cache.batch({
    update: (batch) => {
      for (const { customer, deletedCustomerId } of payloads) {
        const id = deletedCustomerId ?? customer?.id;
        if (id) batch.evict({ id: "ROOT_QUERY", fieldName: "customer", args: { id } });
        if (deletedCustomerId) batch.evict({ id: batch.identify({ __typename: "Customer", id: deletedCustomerId }) });
      }
      for (const [id, { __typename = "" }] of Object.entries(batch.extract() as Kept))
        for (const fieldName of LISTS[__typename] ?? []) batch.evict({ id, fieldName });
    },
  });
};
