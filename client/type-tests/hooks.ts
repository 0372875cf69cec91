/**
 * Type-checked by `tsc -p client`, never run: marks what must not compile, and asserts the types of
 * what does.
 */
import { skipToken, useReadQuery } from "@apollo/client/react";
import type { CustomerQuery, CustomersQuery, CustomerUpdateMutation, FunnelStage } from "../index.ts";
import {
  useCustomerBackgroundQuery,
  useCustomerLazyQuery,
  useCustomerQuery,
  useCustomerSuspenseQuery,
  useCustomersBackgroundQuery,
  useCustomersLazyQuery,
  useCustomersQuery,
  useCustomersSuspenseQuery,
  useCustomerUpdateMutation,
} from "../react.ts";

const id = "an id";

/** Compiles only if both types are identical. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_yes: Same<A, B>): void => undefined;

/** `useQuery`. */
export const useQueries = () => {
  const { data } = useCustomerQuery({ variables: { id } });
  same<typeof data, CustomerQuery | undefined>(true);
  const name: string | undefined = data?.customer?.displayName;
  const stage = data?.customer?.relationship?.funnelStage;
  same<typeof stage, FunnelStage | (string & {}) | undefined>(true);
  // @ts-expect-error the graph may return a stage added later, which this version's input does not accept.
  useCustomersQuery({ variables: { where: { relationship: { funnelStage: { in: stage ? [stage] : [] } } } } });

  const answered = useCustomersQuery({
    variables: { where: { relationship: { funnelStage: { in: ["LEAD"] } } }, order: { field: "NAME" } },
  });
  if (answered.dataState === "complete") same<typeof answered.data, CustomersQuery>(true);
  useCustomersQuery();
  useCustomersQuery({ fetchPolicy: "cache-and-network", errorPolicy: "all" });
  useCustomerQuery(skipToken);
  const maybe = useCustomerQuery(name ? { variables: { id } } : skipToken);
  same<typeof maybe.data, CustomerQuery | undefined>(true);
  same<typeof maybe.variables.id, string | undefined>(true);

  const partial = useCustomerQuery({ variables: { id }, returnPartialData: true });
  // @ts-expect-error a partially cached customer may lack its name.
  const whole: CustomerQuery | undefined = partial.data;

  // @ts-expect-error a customer is queried by id.
  useCustomerQuery();
  // @ts-expect-error a customer is queried by id.
  useCustomerQuery({});
  // @ts-expect-error a customer is queried by id.
  useCustomerQuery({ variables: {} });
  // @ts-expect-error an id is a string.
  useCustomerQuery({ variables: { id: 1 } });
  // @ts-expect-error there is no such variable.
  useCustomerQuery({ variables: { id, name: "Acme" } });
  // @ts-expect-error there is no such stage.
  useCustomersQuery({ variables: { where: { relationship: { funnelStage: { in: ["WON"] } } } } });
  // @ts-expect-error there is no such condition.
  useCustomersQuery({ variables: { where: { colour: "red" } } });
  // @ts-expect-error there is no such option.
  useCustomersQuery({ colour: "red" });
  // @ts-expect-error the field was not selected.
  data?.customer?.creditExposure;
  return { stage, whole };
};

/** `useSuspenseQuery`: `data` is always there. */
export const useSuspenseQueries = (when: boolean) => {
  const { data } = useCustomerSuspenseQuery({ variables: { id } });
  same<typeof data, CustomerQuery>(true);
  const list = useCustomersSuspenseQuery();
  same<typeof list.data, CustomersQuery>(true);

  const lenient = useCustomerSuspenseQuery({ variables: { id }, errorPolicy: "all" });
  same<typeof lenient.data, CustomerQuery | undefined>(true);
  const maybe = useCustomerSuspenseQuery(when ? { variables: { id } } : skipToken);
  same<typeof maybe.data, CustomerQuery | undefined>(true);

  // @ts-expect-error a customer is queried by id.
  useCustomerSuspenseQuery();
  // @ts-expect-error a customer is queried by id.
  useCustomerSuspenseQuery({ variables: {} });
  // @ts-expect-error there is no such variable.
  useCustomerSuspenseQuery({ variables: { id, name: "Acme" } });
  // @ts-expect-error only `skipToken` tells the types that there may be no data.
  useCustomerSuspenseQuery({ variables: { id }, skip: true });
  // @ts-expect-error without an error policy it would throw.
  const error: undefined = lenient.error;
  return error;
};

/** `useLazyQuery`: the variables belong to the call. */
export const useLazyQueries = async () => {
  const [ask, { data, called }] = useCustomerLazyQuery({ fetchPolicy: "network-only" });
  same<typeof data, CustomerQuery | undefined>(true);
  const answer = await ask({ variables: { id } });
  same<typeof answer.data, CustomerQuery | undefined>(true);
  const [askAll] = useCustomersLazyQuery();
  await askAll();

  // @ts-expect-error a customer is queried by id.
  await ask();
  // @ts-expect-error an id is a string.
  await ask({ variables: { id: 1 } });
  // @ts-expect-error the variables belong to the call.
  useCustomerLazyQuery({ variables: { id } });
  return called;
};

/** `useBackgroundQuery`: the data that `useReadQuery` returns is always there. */
export const useBackgroundQueries = (when: boolean) => {
  const [customer] = useCustomerBackgroundQuery({ variables: { id } });
  const { data } = useReadQuery(customer);
  same<typeof data, CustomerQuery>(true);
  const [list] = useCustomersBackgroundQuery();
  const [maybe] = useCustomerBackgroundQuery(when ? { variables: { id } } : skipToken);

  // @ts-expect-error there may be no query.
  useReadQuery(maybe);
  // @ts-expect-error a customer is queried by id.
  useCustomerBackgroundQuery();
  // @ts-expect-error an id is a string.
  useCustomerBackgroundQuery({ variables: { id: 1 } });
  return list;
};

/** `useMutation`: the variables belong to the call. */
export const useMutations = async () => {
  const [update, { data }] = useCustomerUpdateMutation({ errorPolicy: "all", refetchQueries: ["Customers"] });
  same<typeof data, CustomerUpdateMutation | null | undefined>(true);
  const answer = await update({ variables: { input: { customerId: id, displayName: "Acme", expectedVersion: 3 } } });
  same<typeof answer.data, CustomerUpdateMutation | undefined>(true);
  const most: string | null | undefined = answer.data?.customerUpdate.userErrors[0]?.params?.max;

  // @ts-expect-error a mutation needs its input.
  await update();
  // @ts-expect-error an update needs the customer's id.
  await update({ variables: { input: { displayName: "Acme" } } });
  // @ts-expect-error there is no such field.
  await update({ variables: { input: { customerId: id, colour: "red" } } });
  // @ts-expect-error a version is a number.
  await update({ variables: { input: { customerId: id, expectedVersion: "3" } } });
  // @ts-expect-error the variables belong to the call.
  useCustomerUpdateMutation({ variables: { input: { customerId: id } } });
  // @ts-expect-error an optimistic response has the shape of the response.
  await update({ variables: { input: { customerId: id } }, optimisticResponse: { customerUpdate: { customer: id } } });
  return most;
};
