import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, isInputObjectType, isObjectType } from "graphql";
import { projectFile } from "../../../../platform/project.ts";
import { ask } from "../../../support/graph.ts";
import { type Family, memberOf, newFamily } from "../../../support/tenancy/family.ts";
import { type RootField, rootFieldsOf } from "../../../support/tenancy/operations.ts";
import { addedSince, primaryKeysOf } from "../../../support/tenancy/primary-keys.ts";
import { asAdmin, settle } from "../../../support/tenancy/tables.ts";
import { showsOf } from "../../../support/tenancy/told.ts";
import { ownersWrite } from "../../../support/tenancy/variants.ts";

const api = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));
const mutations = rootFieldsOf(api, "mutation", ["Customer"]);

type Case = readonly [coordinate: string, mutation: RootField];

const takesKey = ({ field }: RootField): boolean =>
  field.args.some(({ type }) => {
    const input = getNamedType(type);
    return isInputObjectType(input) && "idempotencyKey" in input.getFields();
  });

/** Whether the payload has the customer that was written. */
const showsCustomer = ({ field }: RootField): boolean => {
  const payload = getNamedType(field.type);
  return isObjectType(payload) && "customer" in payload.getFields();
};

/**
 * A family of its own, and the mutation as its owner asks for it: with everything that can be given, and a key if there is one. No
 * customer has owners, for a list of them takes the place of the one before.
 */
const enact = async ({ coordinate, field, text }: RootField) => {
  const family = await settle(newFamily());
  await asAdmin("delete from commercial.owner where tenant_id = $1", [family.tenantId]);
  const variables = ownersWrite(field.args, coordinate).fill({ own: family, foreign: family });
  const send = () => ask(memberOf(family), text, variables);
  return { family, variables, send, before: await primaryKeysOf(family) };
};

/** The types of all objects in an answer. */
const typesIn = (data: unknown): string[] =>
  [...JSON.stringify(data).matchAll(/"__typename":"(\w+)"/g)].map(([, name = ""]) => name);

/** Whether objects of a type show anything of a customer, and do not only say what became of a request. */
const isShown = (type: string): boolean => !/(Payload|(Upsert|Update)Result|UserError)$/.test(type);

/** All customers of the family's tenant are in a workspace in which its member is not. */
const hideCustomers = ({ tenantId, id }: Family): Promise<unknown> =>
  asAdmin(
    `update identity.customer set visibility_mode = 'WORKSPACE_LOCAL', workspace_id = $2, shared_with_workspace_ids = '{}'
     where tenant_id = $1`,
    [tenantId, id("seller")],
  );

/** The mutations that add rows, with the tables of those rows: as the database has it, whatever the schema says. */
const creating = new Map<string, readonly string[]>();

beforeAll(async () => {
  for (const mutation of mutations) {
    const { family, send, before } = await enact(mutation);
    await send();
    const added = await addedSince(family, before);
    if (added.length > 0) creating.set(mutation.coordinate, added);
  }
}, 120_000);

const taking = mutations.filter(takesKey).map((mutation): Case => [mutation.coordinate, mutation]);

describe("Every mutation that creates a row", () => {
  it("takes an idempotencyKey, and no other mutation does", () => {
    expect(taking.length).toBeGreaterThan(15);
    expect(taking.map(([coordinate]) => coordinate).toSorted()).toEqual([...creating.keys()].toSorted());
  });

  it.each(taking)(
    "creates no second one when repeated, and returns the first result: %s",
    async (coordinate, mutation) => {
      const { family, send, before } = await enact(mutation);

      const first = await send();
      const again = await send();

      expect(first.errors).toEqual([]);
      expect(again).toMatchObject({ data: first.data, errors: [] });
      expect(await addedSince(family, before)).toEqual(creating.get(coordinate));
    },
  );

  it.each(taking)("creates one for ten requests at once: %s", async (coordinate, mutation) => {
    const { family, send, before } = await enact(mutation);

    const answers = await Promise.all(Array.from({ length: 10 }, send));

    for (const { data, errors } of answers) expect({ data, errors }).toEqual({ data: answers[0]?.data, errors: [] });
    expect(await addedSince(family, before)).toEqual(creating.get(coordinate));
  });

  it.each(taking.filter(([, mutation]) => showsCustomer(mutation)))(
    "repeated by a viewer who no longer sees the customer, reveals nothing of it: %s",
    async (_, mutation) => {
      const { family, variables, send } = await enact(mutation);
      const { data } = await send();
      await hideCustomers(family);

      const again = await send();

      expect(typesIn(data).filter(isShown)).not.toEqual([]);
      expect(typesIn(again.data).filter(isShown)).toEqual([]);
      expect(showsOf(family, again.data, variables)).toBe(false);
    },
  );
});
