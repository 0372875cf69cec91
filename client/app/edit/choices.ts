import { useEmployeesQuery, usePriceListsQuery, useStatusLabelsQuery } from "../../react.ts";

/** What the relationship of a customer can be given. */
export const useChoices = () => {
  const options = { variables: {}, errorPolicy: "all" } as const;
  const employees = useEmployeesQuery(options).data?.employees?.nodes ?? [];
  const priceLists = usePriceListsQuery(options).data?.priceLists?.nodes ?? [];
  const statusLabels = useStatusLabelsQuery(options).data?.statusLabels?.nodes ?? [];
  return { employees, priceLists, statusLabels };
};

export type Choices = ReturnType<typeof useChoices>;

/** The words of things that have a name. */
export const namesOf = (things: readonly { readonly id: string; readonly name: string }[]): Record<string, string> =>
  Object.fromEntries(things.map(({ id, name }) => [id, name]));

/** The names of those who may look after customers, by their ids. */
export const useEmployeeNames = (): Record<string, string> =>
  namesOf(useEmployeesQuery({ variables: {}, errorPolicy: "all" }).data?.employees?.nodes ?? []);
