import { beforeAll, describe, expect, it } from "@jest/globals";
import { type GraphQLObjectType, getNamedType, isCompositeType, isObjectType } from "graphql";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { SCOPES, type Scope, type Viewer } from "../../platform/auth/viewer.ts";
import { entitiesOf } from "../support/tenancy/entities.ts";
import { askSubgraph } from "../support/tenancy/execute.ts";
import { type Family, memberOf, newFamily } from "../support/tenancy/family.ts";
import { rootFieldsOf } from "../support/tenancy/operations.ts";
import { coordinateAt, nulledAt, scopesOf } from "../support/tenancy/scopes.ts";
import { digestOf, settle } from "../support/tenancy/tables.ts";
import { ownersWrite, readVariants } from "../support/tenancy/variants.ts";

let family: Family;

beforeAll(async () => {
  family = await settle(newFamily());
});

const without = (scope: Scope): Viewer => ({
  ...memberOf(family),
  scopes: new Set(SCOPES.filter((each) => each !== scope)),
});

/** Fields that reveal the viewer's own scopes and therefore vary with them. */
const OF_SCOPES: ReadonlySet<string> = new Set(["scopes", "viewerCan"]);

/** A response without these fields. */
const withoutScopes = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (key, value) => (OF_SCOPES.has(key) ? undefined : value)));

const sides = () => ({ own: family, foreign: family });

/** Fields reachable only through a mutation's payload. */
const OF_WRITES = /^(Query|Mutation|UserError)\.|(Payload|Result)\./;

/** Types that every signed-in viewer may read. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(["UserError", "UserErrorParams", "Tenant", "Workspace"]);

describe.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))("Scopes in %s", (_, subgraph) => {
  const { schema } = subgraph;
  const scopes = scopesOf(schema);
  const roots = [...rootFieldsOf(schema, "query"), ...rootFieldsOf(schema, "mutation")];
  const needed = roots.flatMap((root) =>
    (scopes.get(root.coordinate) ?? []).map((scope) => [root.coordinate, scope, root] as const),
  );

  it("are required by every query and every mutation but Query.viewer", () => {
    const free = roots.map(({ coordinate }) => coordinate).filter((coordinate) => !scopes.get(coordinate)?.length);

    expect(free.filter((coordinate) => coordinate !== "Query.viewer")).toEqual([]);
  });

  it("are required by every record that a mutation answers with: a write shows only what its scopes may read", () => {
    const answers = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && /^UserError$|(Payload|Result)$/.test(type.name),
    ) as GraphQLObjectType[];
    const records = answers.flatMap((answer) =>
      Object.values(answer.getFields()).flatMap((field) => {
        const type = getNamedType(field.type);
        const isRecord = isCompositeType(type) && !OPEN_TO_ALL.has(type.name) && !answers.includes(type as never);
        return isRecord ? [`${answer.name}.${field.name}`] : [];
      }),
    );

    const open = records.filter((coordinate) => !scopes.get(coordinate)?.some((scope) => scope.endsWith(":read")));

    expect(records).not.toEqual([]);
    expect(open).toEqual([]);
  });

  it.each(needed)("keep %s from a viewer with all but %s", async (coordinate, scope, { kind, field, text }) => {
    const before = await digestOf(family);
    const way = kind === "mutation" ? ownersWrite(field.args, coordinate) : readVariants(field.args, coordinate)[0];

    const { data, errors } = await askSubgraph(subgraph, without(scope), text, way?.fill(sides()) ?? {});

    expect(errors).toMatchObject([{ code: "FORBIDDEN", path: [field.name] }]);
    expect(data?.[field.name] ?? null).toBeNull();
    expect(await digestOf(family)).toEqual(before);
  });

  it.each(SCOPES)("without %s null the fields that need it, and leave the rest alone", async (scope) => {
    const readable = rootFieldsOf(schema, "query").filter(({ coordinate }) => !scopes.get(coordinate)?.includes(scope));
    const asked = [
      ...readable.flatMap(({ text, field, coordinate }) =>
        readVariants(field.args, coordinate)
          .slice(0, 1)
          .map((way) => ({ text, way })),
      ),
      ...entitiesOf(schema).flatMap(({ text, ways }) => ways.slice(0, 1).map((way) => ({ text, way }))),
    ];
    const kept = new Set<string>();

    for (const { text, way } of asked) {
      const variables = way.fill(sides());
      const whole = await askSubgraph(subgraph, memberOf(family), text, variables);
      const { data, errors } = await askSubgraph(subgraph, without(scope), text, variables);

      const paths = errors.map(({ path }) => path as (string | number)[]);
      for (const path of paths) kept.add(coordinateAt(schema, whole.data, path));
      expect(whole.errors).toEqual([]);
      expect(errors.filter(({ code }) => code !== "FORBIDDEN")).toEqual([]);
      expect(withoutScopes(data)).toEqual(withoutScopes(nulledAt(whole.data, paths)));
    }

    const inner = [...scopes].filter(([coordinate]) => !OF_WRITES.test(coordinate));
    expect([...kept].sort()).toEqual(
      inner.flatMap(([coordinate, all]) => (all.includes(scope) ? [coordinate] : [])).sort(),
    );
  });

  const payloads = [...scopes].flatMap(([coordinate, all]) => {
    const [type, name = ""] = coordinate.split(".");
    const root = roots.find(({ field }) => String(field.type) === `${type}!`);
    // The scopes of the mutation itself are tested above.
    const own = all.filter((scope) => !root || !scopes.get(root.coordinate)?.includes(scope));
    return type?.endsWith("Payload") ? own.map((scope) => [coordinate, scope, name, root] as const) : [];
  });
  if (payloads.length === 0) return;

  it.each(payloads)("keep %s from a writer with all but %s", async (_, scope, name, root) => {
    if (!root) throw new Error("every payload is that of a mutation");
    family = await settle(newFamily());
    const input = ownersWrite(root.field.args, root.coordinate).fill(sides());

    const { data, errors } = await askSubgraph(subgraph, without(scope), root.text, input);

    expect(errors).toContainEqual(expect.objectContaining({ code: "FORBIDDEN", path: [root.field.name, name] }));
    expect(errors.filter(({ code }) => code !== "FORBIDDEN")).toEqual([]);
    expect(data?.[root.field.name]).toMatchObject({ [name]: null, userErrors: [] });
  });
});
