import { useEmployeesQuery, usePriceListsQuery, useStatusLabelsQuery } from "../../react.ts";

/** The options for the fields of a relationship. */
export const useChoices = () => {
  const options = { variables: {}, errorPolicy: "all" } as const;
  const employees = useEmployeesQuery(options).data?.employees?.nodes ?? [];
  const priceLists = usePriceListsQuery(options).data?.priceLists?.nodes ?? [];
  const statusLabels = useStatusLabelsQuery(options).data?.statusLabels?.nodes ?? [];
  return { employees, priceLists, statusLabels };
};

export type Choices = ReturnType<typeof useChoices>;

/** Labels by id. */
export const namesOf = (things: readonly { readonly id: string; readonly name: string }[]): Record<string, string> =>
  Object.fromEntries(things.map(({ id, name }) => [id, name]));

/** Names of employees who can be account managers, by id. */
export const useEmployeeNames = (): Record<string, string> =>
  namesOf(useEmployeesQuery({ variables: {}, errorPolicy: "all" }).data?.employees?.nodes ?? []);
