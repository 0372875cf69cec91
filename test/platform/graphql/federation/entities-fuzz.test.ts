import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { execute, type GraphQLObjectType, isUnionType, parse } from "graphql";
import { subgraphs } from "../../../../cli/graph/subgraphs.ts";
import { billing } from "../../../../examples/billing/server.ts";
import type { Subgraph } from "../../../../platform/graphql/subgraph.ts";
import { database } from "../../../support/billing.ts";
import { given } from "../../../support/given.ts";
import { rejectionsDuring } from "../../../support/rejections.ts";
import { runs } from "../../../support/runs.ts";
import { isExternal, selectionOf } from "../../../support/tenancy/selection.ts";

const viewer = given.tenant();
const parentId = await given.customer(viewer);
const customerId = await given.customer(viewer, { parentId, finance: { creditLimit: { amount: "5" } } });

interface Entity {
  readonly subgraph: Subgraph;
  readonly type: GraphQLObjectType;
}

/** Every entity of every subgraph. */
const ENTITIES: readonly Entity[] = [...subgraphs, billing].flatMap((subgraph) => {
  const union = subgraph.schema.getType("_Entity");
  return (isUnionType(union) ? union.getTypes() : []).map((type) => ({ subgraph, type }));
});

/** Total number of representations, over all entities. */
const RUNS = runs(1_000);
const SEED = Number(process.env.SEED ?? 20261121);
const AT_ONCE = 5;

const asks = ({ subgraph, type }: Entity) => {
  const selection = Object.values(type.getFields()).some((field) => !isExternal(field))
    ? selectionOf(subgraph.schema, type)
    : "{ __typename }";
  const document = parse(
    `query ($all: [_Any!]!) { _entities(representations: $all) { ... on ${type.name} ${selection} } }`,
  );
  return async (all: readonly unknown[]) => {
    const contextValue = subgraph.createContext({ viewer, db: database.session(viewer.tenantId) });
    const { data, errors = [] } = await execute({
      schema: subgraph.schema,
      document,
      contextValue,
      variableValues: { all },
    });
    return { items: data?._entities as readonly unknown[], errors };
  };
};

/** The key field of an entity: `id`, or `subject` for the viewer. */
const keyed = (type: GraphQLObjectType): string => ("id" in type.getFields() ? "id" : "subject");

/** A representation as a gateway sends it. */
const wellFormed = ({ type }: Entity): object => ({
  __typename: type.name,
  ...(keyed(type) === "id" ? { id: type.name === "Customer" ? customerId : randomUUID() } : { [keyed(type)]: "ada" }),
  ...("ancestorIds" in type.getFields() && { ancestorIds: [parentId] }),
});

const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => value !== null);

/** Any JSON, or a representation with the right field names and arbitrary values. */
const malformed = (entity: Entity): fc.Arbitrary<unknown> =>
  fc.oneof(
    json,
    fc.record(
      {
        __typename: fc.oneof({ weight: 8, arbitrary: fc.constant(entity.type.name) }, fc.string(), fc.jsonValue()),
        ...Object.fromEntries(
          Object.keys(wellFormed(entity))
            .filter((name) => name !== "__typename")
            .map((name) => [
              name,
              fc.oneof(
                fc.jsonValue({ maxDepth: 2 }),
                fc.array(fc.jsonValue({ maxDepth: 1 })),
                fc.uuid(),
                fc.constant(customerId),
              ),
            ]),
        ),
      },
      { requiredKeys: [] },
    ),
  );

const cases = ENTITIES.map((entity) => [`${entity.subgraph.name} · ${entity.type.name}`, entity] as const);

describe("Query._entities", () => {
  it.each(cases)(
    "of %s answers valid representations, whatever else is sent with them",
    async (_, entity) => {
      const ask = asks(entity);
      const numRuns = Math.ceil(RUNS / AT_ONCE / ENTITIES.length);
      const lists = fc.array(fc.option(malformed(entity), { nil: null, freq: 5 }), {
        minLength: AT_ONCE,
        maxLength: AT_ONCE,
      });

      const unhandled = await rejectionsDuring(() =>
        fc.assert(
          fc.asyncProperty(lists, async (list) => {
            const all = list.map((item) => item ?? wellFormed(entity));

            const { items, errors } = await ask(all);

            const refused = errors.map(({ path }) => path?.[1]);
            expect(items).toHaveLength(all.length);
            expect(errors.filter(({ extensions }) => extensions.code !== "BAD_USER_INPUT")).toEqual([]);
            expect(
              refused.filter((index) => list[index as number] === null || items[index as number] !== null),
            ).toEqual([]);
            expect(errors.map(({ path }) => path)).toEqual(refused.map((index) => ["_entities", index]));
          }),
          { numRuns, seed: SEED },
        ),
      );

      expect(unhandled).toEqual([]);
    },
    240_000,
  );

  it.each(cases)(
    "of %s refuses an unknown type, a missing key and wrongly typed values, each for its item alone",
    async (_, entity) => {
      const right = wellFormed(entity);
      const { name } = entity.type;
      const key = keyed(entity.type);
      const external = Object.keys(right).filter((field) => field.endsWith("Ids"));
      const wrong = [
        { ...right, __typename: "Nothing" },
        { ...right, __typename: "Query" },
        { ...right, __typename: 7 },
        { id: customerId },
        { __typename: name },
        { ...right, [key]: null },
        { ...right, [key]: { text: customerId } },
        "Customer",
        7,
        [right],
        ...external.flatMap((field) =>
          [null, 7, customerId, [null], [[customerId]]].map((value) => ({ ...right, [field]: value })),
        ),
      ];

      const unhandled = await rejectionsDuring(async () => {
        const { items, errors } = await asks(entity)([right, ...wrong, right]);
        const alone = await asks(entity)([right]);

        expect(alone.errors).toEqual([]);
        expect(items).toEqual([alone.items[0], ...wrong.map(() => null), alone.items[0]]);
        expect(errors.map(({ path }) => path)).toEqual(wrong.map((_item, index) => ["_entities", index + 1]));
        expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["BAD_USER_INPUT"]));
      });

      expect(unhandled).toEqual([]);
    },
  );
});
