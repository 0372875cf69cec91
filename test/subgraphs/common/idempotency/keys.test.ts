import { describe, expect, it } from "@jest/globals";
import { execute, parse } from "graphql";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import type { RanStatement } from "../../../../platform/database/session/observe.ts";
import { commercial } from "../../../../subgraphs/commercial/server.ts";
import { given } from "../../../support/given.ts";
import { ask, testDatabase } from "../../../support/graph.ts";
import { asSuperuser } from "../../../support/second-wall.ts";

const ADD = `mutation ($input: CustomerNoteCreateInput!) { customerNoteCreate(input: $input) {
  customer { id version } note { id text } userErrors { code message path } } }`;

interface Added {
  readonly customer: { readonly id: string; readonly version: number } | null;
  readonly note: { readonly id: string; readonly text: string } | null;
  readonly userErrors: readonly unknown[];
}

const add = async (viewer: Viewer, input: object): Promise<Added> =>
  (await ask(viewer, ADD, { input })).data.customerNoteCreate;

const idOf = ({ note }: Added): string | undefined => note?.id;

const sql = <Row>(text: string, { tenantId }: Viewer, ...values: unknown[]): Promise<Row[]> =>
  asSuperuser(async (client) => (await client.query(text, [tenantId, ...values])).rows as Row[]);

/** Backdates all of a tenant's keys. */
const age = (viewer: Viewer, interval: string): Promise<unknown[]> =>
  sql("update directory.idempotency set created_at = created_at - $2::interval where tenant_id = $1", viewer, interval);

const keysOf = async (viewer: Viewer): Promise<number> =>
  (await sql("select from directory.idempotency where tenant_id = $1", viewer)).length;

/** Creates keys that expired at least a day ago. */
const expired = (viewer: Viewer, count: number): Promise<unknown[]> =>
  sql(
    `insert into directory.idempotency (tenant_id, key, input_hash, created_at)
     select $1, 'expired ' || i, '', now() - interval '8 days' - i * interval '1 minute' from generate_series(1, $2) i`,
    viewer,
    count,
  );

const givenCustomer = async () => {
  const viewer = given.tenant();
  return { viewer, customerId: await given.customer(viewer), idempotencyKey: "k" };
};

describe("An idempotencyKey", () => {
  it("is refused with another input, and the error names it", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    await add(viewer, { ...keyed, text: "One" });

    const { note, userErrors } = await add(viewer, { ...keyed, text: "Two" });

    expect(note).toBeNull();
    expect(userErrors).toEqual([
      {
        code: "INVALID",
        path: ["idempotencyKey"],
        message: '"k" is not accepted. It was already used with a different input. Use a new key for a new input.',
      },
    ]);
  });

  it.each(["", " ", "x".repeat(101), "a\0b"])("is refused as %j, and nothing is written", async (idempotencyKey) => {
    const { viewer, customerId } = await givenCustomer();

    const { note, userErrors } = await add(viewer, { customerId, text: "One", idempotencyKey });

    expect(note).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["idempotencyKey"] }]);
    expect(await keysOf(viewer)).toBe(0);
  });

  it("counts as absent when null", async () => {
    const { viewer, customerId } = await givenCustomer();
    const input = { customerId, text: "One", idempotencyKey: null };

    const ids = [await add(viewer, input), await add(viewer, input)].map(idOf);

    expect(new Set(ids).size).toBe(2);
    expect(await keysOf(viewer)).toBe(0);
  });

  it("is separate for each customer, user, workspace, tenant and mutation", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const input = { ...keyed, text: "One" };
    const elsewhere = await givenCustomer();
    const activity = `mutation ($input: CustomerActivityCreateInput!) { customerActivityCreate(input: $input) { activity { id } } }`;

    const notes = [
      await add(viewer, input),
      await add(viewer, { ...input, customerId: await given.customer(viewer) }),
      await add({ ...viewer, subject: "another" }, input),
      await add({ ...viewer, workspaceId: elsewhere.customerId }, input),
      await add(elsewhere.viewer, { ...input, customerId: elsewhere.customerId }),
    ];
    const { data } = await ask(viewer, activity, { input: { ...keyed, kind: "CALL", subject: "One" } });

    expect(new Set(notes.map(idOf)).size).toBe(5);
    expect(notes.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(data.customerActivityCreate.activity).not.toBeNull();
  });

  it("is unused after a refusal", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const refused = await add(viewer, { ...keyed, text: "One", expectedVersion: 7 });

    const { note } = await add(viewer, { ...keyed, text: "One" });

    expect(refused.userErrors).toMatchObject([{ code: "CONFLICT" }]);
    expect(note?.text).toBe("One");
  });

  it("keeps the customer's version, even if another was expected by then", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const input = { ...keyed, text: "One", expectedVersion: 1 };

    const [first, again] = [await add(viewer, input), await add(viewer, input)];

    expect(first.customer?.version).toBe(2);
    expect(again).toEqual(first);
  });
});

describe("The response to a repeated request", () => {
  it("shows the current state of the row", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const input = { ...keyed, text: "One" };
    const first = await add(viewer, input);
    await sql("update commercial.note set text = 'Changed' where tenant_id = $1", viewer);

    const again = await add(viewer, input);

    expect(again).toMatchObject({ note: { id: idOf(first), text: "Changed" }, userErrors: [] });
  });

  it("has null in place of a removed row, and does not create it again", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const input = { ...keyed, text: "One" };
    await add(viewer, input);
    await sql("delete from commercial.note where tenant_id = $1", viewer);

    const again = await add(viewer, input);

    expect(again).toMatchObject({ customer: { id: keyed.customerId }, note: null, userErrors: [] });
    expect(await sql("select from commercial.note where tenant_id = $1", viewer)).toEqual([]);
  });
});

describe("A key that is seven days old", () => {
  it("counts as never used, with the same input and with another one", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const first = await add(viewer, { ...keyed, text: "One" });
    await age(viewer, "7 days");

    const second = await add(viewer, { ...keyed, text: "One" });
    await age(viewer, "7 days");
    const third = await add(viewer, { ...keyed, text: "Two" });
    const again = await add(viewer, { ...keyed, text: "Two" });

    expect(new Set([first, second, third].map(idOf)).size).toBe(3);
    expect(again).toEqual(third);
  });

  it("counts as used until then", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const first = await add(viewer, { ...keyed, text: "One" });
    await age(viewer, "6 days 23 hours");

    expect(await add(viewer, { ...keyed, text: "One" })).toEqual(first);
  });

  it("creates one row for ten requests at once", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const input = { ...keyed, text: "One" };
    await add(viewer, input);
    await age(viewer, "8 days");

    const answers = await Promise.all(Array.from({ length: 10 }, () => add(viewer, input)));

    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(await sql("select from commercial.note where tenant_id = $1", viewer)).toHaveLength(2);
  });

  it("is removed by later writes with keys, up to twenty at once, and only in their tenant", async () => {
    const [{ viewer, customerId }, other] = [await givenCustomer(), given.tenant()];
    await Promise.all([expired(viewer, 30), expired(other, 1)]);

    await add(viewer, { customerId, text: "One", idempotencyKey: "a" });
    const left = await keysOf(viewer);
    await add(viewer, { customerId, text: "Two", idempotencyKey: "b" });

    expect([left, await keysOf(viewer), await keysOf(other)]).toEqual([11, 2, 1]);
  });

  it("is skipped while locked by someone else, so that nobody waits", async () => {
    const { viewer, customerId } = await givenCustomer();
    await expired(viewer, 2);

    await asSuperuser(async (client) => {
      await client.query("begin");
      await client.query("select from directory.idempotency where tenant_id = $1 and key = 'expired 1' for update", [
        viewer.tenantId,
      ]);
      await add(viewer, { customerId, text: "One", idempotencyKey: "a" });
      await client.query("rollback");
    });

    expect(
      await sql("select key from directory.idempotency where tenant_id = $1 and key like 'expired%'", viewer),
    ).toEqual([{ key: "expired 1" }]);
  });
});

describe("A write with a key", () => {
  const statementsOf = async (viewer: Viewer, input: object): Promise<readonly string[]> => {
    const statements: RanStatement[] = [];
    const db = testDatabase.session(viewer.tenantId, (statement) => statements.push(statement));
    const contextValue = commercial.createContext({ viewer, db });
    const document = parse(
      "mutation ($input: CustomerNoteCreateInput!) { customerNoteCreate(input: $input) { note { id } } }",
    );
    const { errors } = await execute({ schema: commercial.schema, document, contextValue, variableValues: { input } });
    expect(errors).toBeUndefined();
    return statements.map(({ text }) => text);
  };

  it("takes three statements more than one without, which takes none for keys", async () => {
    const { viewer, ...keyed } = await givenCustomer();
    const plain = await statementsOf(viewer, { customerId: keyed.customerId, text: "One" });

    const first = await statementsOf(viewer, { ...keyed, text: "One" });
    const again = await statementsOf(viewer, { ...keyed, text: "One" });

    const ofKeys = (statements: readonly string[]) => statements.filter((text) => text.includes("idempotency"));
    expect(ofKeys(plain)).toEqual([]);
    expect(first).toHaveLength(plain.length + 3);
    expect(ofKeys(first)).toHaveLength(3);
    expect(ofKeys(again)).toHaveLength(2);
    expect(again.length).toBeLessThan(first.length);
  });
});
