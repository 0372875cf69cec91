import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import { query } from "../../support/databases.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const setLimit = (viewer: Viewer, id: string, amount: string) =>
  testDatabase
    .session(viewer.tenantId)
    .write((manager) => updateCustomer(manager, viewer, id, { finance: { creditLimit: { amount } } }));

/** Copies a customer and its entry, as siblings of one party. */
const COPIES = `
  with copied as (
    insert into identity.customer (tenant_id, id, party_id, parent_id, display_name, visibility_mode)
    select tenant_id, gen_random_uuid(), party_id, parent_id, display_name, visibility_mode
    from identity.customer, generate_series(1, $2) where id = $1
    returning id)
  insert into directory.customer_entry
  select (jsonb_populate_record(e, jsonb_build_object('id', copied.id, 'terms', array[]::bigint[]))).*
  from directory.customer_entry e, copied where e.id = $1`;

/** Bypasses all triggers, which would compute every entry. */
const copy = (id: string, count: number) => {
  const url = new URL(testDatabase.adminUrl);
  url.searchParams.set("options", "-c session_replication_role=replica");
  return query(url.href, COPIES, [id, count]);
};

describe("Customer.creditExposure", () => {
  it("sums the limits of the customer and its descendants, per currency, to the cent", async () => {
    const viewer = given.tenant();
    const limits = ["0.10", "0.20", "9999999999999999.99"];
    const ids = await given.chain(viewer, "Group", "Company", "Branch", "Desk");
    for (const [index, amount] of limits.entries()) await setLimit(viewer, ids[index] ?? "", amount);
    const other = await given.customer(viewer, {
      parentId: ids[1],
      finance: { creditLimit: { amount: "5", currencyCode: "CHF" } },
    });

    const { data } = await ask(
      viewer,
      `query ($ids: [ID!]!) { customersById(ids: $ids) { creditExposure { amount currencyCode } } }`,
      {
        ids: [...ids, other],
      },
    );

    const eur = (amount: string) => ({ amount, currencyCode: "EUR" });
    const chf = { amount: "5.00", currencyCode: "CHF" };
    expect(data.customersById.map(({ creditExposure }: { creditExposure: unknown }) => creditExposure)).toEqual([
      [chf, eur("10000000000000000.29")],
      [chf, eur("10000000000000000.19")],
      [eur("9999999999999999.99")],
      [],
      [chf],
    ]);
  });

  it("leaves out what the viewer may not see", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const id = await given.customer(member, { visibilityMode: "GLOBAL", finance: { creditLimit: { amount: "1" } } });
    await given.customer(member, { parentId: id, finance: { creditLimit: { amount: "2" } } });
    const question = `query ($id: ID!) { customer(id: $id) { creditExposure { amount } } }`;

    expect((await ask(member, question, { id })).data.customer.creditExposure).toEqual([{ amount: "3.00" }]);
    expect((await ask(viewer, question, { id })).data.customer.creditExposure).toEqual([{ amount: "1.00" }]);
  });

  it("is empty where there is no limit, and for a customer that does not exist", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const { data } = await ask(
      viewer,
      "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { creditExposure { amount } } } }",
      {
        ids: [id, randomUUID()],
      },
    );

    expect(data.nodes).toEqual([{ creditExposure: [] }, null]);
  });

  it("adds up 10,000 customers, and says that there are more", async () => {
    const viewer = given.tenant();
    const [group = "", company = ""] = await given.chain(viewer, "Group", "Company");
    await setLimit(viewer, company, "2");
    const read = async () => {
      const { data } = await ask(
        viewer,
        `{ customer(id: "${group}") { creditExposure { amount } creditExposureIsComplete } }`,
      );
      return data.customer;
    };

    await copy(company, 9_998);
    const whole = await read();
    await copy(company, 1);
    const cut = await read();

    expect(whole).toEqual({ creditExposure: [{ amount: "19998.00" }], creditExposureIsComplete: true });
    expect(cut).toEqual({ creditExposure: [{ amount: "19998.00" }], creditExposureIsComplete: false });
  });
});
