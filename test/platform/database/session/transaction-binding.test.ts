import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, it, jest } from "@jest/globals";
import { Client } from "pg";
import { adHoc } from "../../../../platform/database/session/statement.ts";
import { NOBODY } from "../../../../platform/database/tenancy/nobody.ts";
import { open } from "../../../support/database-activity.ts";

const database = await open(1, { pooling: "transaction" });
afterAll(() => database.close());
afterEach(() => void jest.restoreAllMocks());

const STATE = adHoc<Record<string, string>>(
  `select current_user as "user", current_setting('app.tenant_id') as tenant, current_setting('TimeZone') as zone`,
);

/** Records what is sent to the server, and when the first response arrives. */
const recorded = (): string[] => {
  const events: string[] = [];
  const query = Client.prototype.query as (this: Client, ...call: unknown[]) => unknown;
  jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...call: unknown[]) {
    const [sent] = call as [string | { text: string }];
    events.push(typeof sent === "string" ? sent : sent.text);
    const result = query.apply(this, call);
    if (result instanceof Promise) void result.then(() => events.push("(answer)")).catch(() => undefined);
    return result;
  } as never);
  return events;
};

describe("A tenant bound to one transaction", () => {
  it("is set by the statement that a distributed PostgreSQL passes on, all in one round trip", async () => {
    const tenantId = randomUUID();
    const events = recorded();

    const rows = await database.session(tenantId).read(STATE, []);

    expect(rows).toEqual([{ user: "customer_graph_app", tenant: tenantId, zone: "UTC" }]);
    const sent = events.slice(0, events.indexOf("(answer)"));
    expect(sent).toEqual([expect.stringMatching(/^begin; set local /), STATE.text(null as never), "commit"]);
    expect(sent[0]).toContain(`set local "app"."tenant_id" to '${tenantId}'`);
    expect(events.join()).not.toContain("set_config");
  });

  it("is set the same way for a write", async () => {
    const tenantId = randomUUID();
    const events = recorded();

    const rows = await database.session(tenantId).write((manager) => manager.query(STATE.text(null as never)));

    expect(rows).toEqual([{ user: "customer_graph_app", tenant: tenantId, zone: "UTC" }]);
    expect(events.join()).not.toContain("set_config");
  });

  it.each(["'; reset role; --", `${randomUUID()}'; reset role; --`, `${randomUUID()}\n`, ""])(
    "must be a UUID: %j is refused before anything is sent",
    async (tenantId) => {
      const session = database.session(tenantId);
      const events = recorded();

      await expect(session.read(STATE, [])).rejects.toThrow("a tenant is a UUID");
      await expect(session.write((manager) => manager.query("select 1"))).rejects.toThrow("a tenant is a UUID");

      // A previous write may be analyzing tables in the meantime, without a tenant.
      const ofTenants = events.filter((event) => event.includes("app") && !event.includes(NOBODY));
      expect(ofTenants).toEqual([]);
      expect(await database.session(randomUUID()).read(adHoc("select current_user as role"), [])).toEqual([
        { role: "customer_graph_app" },
      ]);
    },
  );
});
