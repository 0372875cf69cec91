import { ask } from "./ask.ts";
import { operation } from "./operations.ts";

/** A tab of the editor. */
export interface Example {
  readonly query: string;
  readonly variables: string;
}

/** Default headers of a new tab, with a hint on how to sign in. */
export const HEADERS = `{
  // A server with sign-in asks for a token: npm run token -- --help
  // "authorization": "Bearer …"
}`;

/** Finds a customer with many descendants if the demo data is loaded, otherwise the first one. */
const SOME_CUSTOMERS = `query SomeCustomers {
  lindhorst: customerSearch(text: "Lindhorst", first: 1) { nodes { id } }
  any: customers(first: 1) { nodes { id } }
}`;

type Found = Readonly<Record<"lindhorst" | "any", { readonly nodes?: readonly { readonly id: string }[] } | null>>;

/** Id of a visible customer; placeholder text if there is none or the query fails. */
const someId = async (): Promise<string> => {
  const { data } = await ask({ query: SOME_CUSTOMERS }).catch(() => ({ data: undefined }));
  const { lindhorst, any } = (data ?? {}) as Partial<Found>;
  return lindhorst?.nodes?.[0]?.id ?? any?.nodes?.[0]?.id ?? "the id of a customer";
};

const example = (name: string, variables: object): Example => ({
  query: operation(name),
  variables: JSON.stringify(variables, null, 2),
});

/** The `localStorage` key under which GraphiQL stores its tabs. */
const KEPT_TABS = "graphiql:tabState";

/** Example tabs with the client's operations, ready to run. None if tabs of an earlier visit are restored. */
export const findExamples = async (): Promise<Example[]> => {
  if (localStorage.getItem(KEPT_TABS)) return [];
  const id = await someId();
  return [
    example("Customers", { where: { relationship: { funnelStage: { in: ["CUSTOMER"] } } }, first: 10 }),
    example("CustomerSearch", { text: "lindhorst" }),
    example("Customer", { id }),
    example("CustomerHierarchy", { id }),
    example("CustomerNoteCreate", { input: { customerId: id, text: "Asked for the new price list." } }),
  ];
};
