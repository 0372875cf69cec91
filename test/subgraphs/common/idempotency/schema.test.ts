import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, isInputObjectType, isObjectType } from "graphql";
import { projectFile } from "../../../../platform/project.ts";
import { ask } from "../../../support/graph.ts";
import { type Family, memberOf, newFamily } from "../../../support/tenancy/family.ts";
import { showsOf } from "../../../support/tenancy/normalized.ts";
import { type RootField, rootFieldsOf } from "../../../support/tenancy/operations.ts";
import { addedSince, primaryKeysOf } from "../../../support/tenancy/primary-keys.ts";
import { asAdmin, settle } from "../../../support/tenancy/tables.ts";
import { ownersWrite } from "../../../support/tenancy/variants.ts";

const api = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));
const mutations = rootFieldsOf(api, "mutation", ["Customer"]);

type Case = readonly [coordinate: string, mutation: RootField];

const takesKey = ({ field }: RootField): boolean =>
  field.args.some(({ type }) => {
    const input = getNamedType(type);
    return isInputObjectType(input) && "idempotencyKey" in input.getFields();
  });

/** Whether the payload contains the customer. */
const showsCustomer = ({ field }: RootField): boolean => {
  const payload = getNamedType(field.type);
  return isObjectType(payload) && "customer" in payload.getFields();
};

/**
 * A new family, and the mutation as sent by its owner: with all inputs, and an idempotency key if
 * it takes one. Deletes all owners first, because a given list of owners would replace them.
 */
const enact = async ({ coordinate, field, text }: RootField) => {
  const family = await settle(newFamily());
  await asAdmin("delete from commercial.owner where tenant_id = $1", [family.tenantId]);
  const variables = ownersWrite(field.args, coordinate).fill({ own: family, foreign: family });
  const send = () => ask(memberOf(family), text, variables);
  return { family, variables, send, before: await primaryKeysOf(family) };
};

/** The types of all objects in a response. */
const typesIn = (data: unknown): string[] =>
  [...JSON.stringify(data).matchAll(/"__typename":"(\w+)"/g)].map(([, name = ""]) => name);

/** Whether a type shows data of a customer, rather than the outcome of a request. */
const isShown = (type: string): boolean => !/(Payload|(Upsert|Update)Result|UserError)$/.test(type);

/** Moves all customers of the family's tenant to a workspace of which the member is not part. */
const hideCustomers = ({ tenantId, id }: Family): Promise<unknown> =>
  asAdmin(
    `update identity.customer set visibility_mode = 'WORKSPACE_LOCAL', workspace_id = $2, shared_with_workspace_ids = '{}'
     where tenant_id = $1`,
    [tenantId, id("seller")],
  );

/**
 * The mutations that add rows, with the tables, as observed in the database rather than declared in
 * the schema.
 */
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
