import { ask } from "./ask.ts";
import { operation } from "./operations.ts";

/** A tab of the editor. */
export interface Example {
  readonly query: string;
  readonly variables: string;
}

/** The headers of a new tab: how to sign in, where it is asked for. */
export const HEADERS = `{
  // A server with sign-in asks for a token: npm run token -- --help
  // "authorization": "Bearer …"
}`;

/** Customers with much below them, if the demo data are there, else whoever comes first. */
const SOME_CUSTOMERS = `query SomeCustomers {
  lindhorst: customerSearch(text: "Lindhorst", first: 1) { nodes { id } }
  any: customers(first: 1) { nodes { id } }
}`;

type Found = Readonly<Record<"lindhorst" | "any", { readonly nodes?: readonly { readonly id: string }[] } | null>>;

/** The id of a customer that can be seen here; a word that stands for it when nobody may look, or nobody is there. */
const someId = async (): Promise<string> => {
  const { data } = await ask({ query: SOME_CUSTOMERS }).catch(() => ({ data: undefined }));
  const { lindhorst, any } = (data ?? {}) as Partial<Found>;
  return lindhorst?.nodes?.[0]?.id ?? any?.nodes?.[0]?.id ?? "the id of a customer";
};

const example = (name: string, variables: object): Example => ({
  query: operation(name),
  variables: JSON.stringify(variables, null, 2),
});

/** Where GraphiQL keeps the tabs of the last visit. */
const KEPT_TABS = "graphiql:tabState";

/** Operations of the client, each ready to be run on a customer of this graph; none for who comes back to tabs of their own. */
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
