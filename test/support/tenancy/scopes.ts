import { type DirectiveNode, type GraphQLSchema, isObjectType, Kind, type ValueNode } from "graphql";
import { SCOPES, type Scope } from "../../../platform/auth/viewer.ts";
import { typesWithinReach } from "./coordinates.ts";
import { entitiesOf } from "./entities.ts";

const stringsIn = (value: ValueNode): string[] => {
  if (value.kind === Kind.LIST) return value.values.flatMap(stringsIn);
  return value.kind === Kind.STRING ? [value.value] : [];
};

const scopesIn = ({ arguments: given = [] }: DirectiveNode): Scope[] => {
  const alternatives = given.flatMap(({ value }) => (value.kind === Kind.LIST ? value.values : []));
  if (alternatives.length !== 1) throw new Error("say what is to be tried where one scope stands for another");
  const named = new Set(alternatives.flatMap(stringsIn));
  return SCOPES.filter((scope) => named.has(scope));
};

type Needed = ReadonlyMap<string, readonly Scope[]>;

const scopesOfFields = (schema: GraphQLSchema): Needed =>
  new Map(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, astNode }) => {
          const directive = astNode?.directives?.find((each) => each.name.value === "requiresScopes");
          return directive ? [[`${type.name}.${name}`, scopesIn(directive)] as const] : [];
        }),
      ),
  );

/**
 * The one field of type `Node`. It never leads to a type that needs more scopes than the field: see
 * `RecordKey`.
 */
const NARROWER = "UserError.existing";

/** The scopes without which no field leads to an entity. A caller who names it by id needs them too. */
const scopesOfEntities = (schema: GraphQLSchema, ofFields: Needed): Needed => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getType("Customer")];
  const entities = entitiesOf(schema).filter(({ isStub }) => !isStub);
  const isReached = (name: string, passes: (coordinate: string) => boolean = () => true): boolean =>
    [...typesWithinReach(schema, roots, (each) => each !== NARROWER && passes(each))].some(
      (type) => type.name === name,
    );
  return new Map(
    entities.flatMap(({ name }) => {
      if (!isReached(name)) return [];
      const needed = SCOPES.filter(
        (scope) => !isReached(name, (coordinate) => !ofFields.get(coordinate)?.includes(scope)),
      );
      return needed.length > 0 ? [[name, needed] as const] : [];
    }),
  );
};

/**
 * The scopes that each field and entity of a subgraph requires, by coordinate. All of them are
 * required together.
 */
export const scopesOf = (schema: GraphQLSchema): Needed => {
  const ofFields = scopesOfFields(schema);
  return new Map([...ofFields, ...scopesOfEntities(schema, ofFields)]);
};

type Path = readonly (string | number)[];

const at = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null)?.[key], data);

const typenameAt = (data: unknown, path: Path): string => (at(data, path) as { __typename: string }).__typename;

/**
 * Coordinate of the field or entity at a path in a response that selects `__typename` everywhere.
 * Aliases begin with the field's name.
 */
export const coordinateAt = (schema: GraphQLSchema, data: unknown, path: Path): string => {
  if (path.length === 2 && path[0] === "_entities") return typenameAt(data, path);
  const [place, key] = [path.slice(0, -1), String(path.at(-1))];
  const parent = (place.length === 0 ? schema.getQueryType() : schema.getType(typenameAt(data, place))) ?? null;
  const fields = isObjectType(parent) ? parent.getFields() : {};
  return `${parent?.name}.${key in fields ? key : key.split("_")[0]}`;
};

/** A copy of a response's data with null at the given paths. */
export const nulledAt = (data: unknown, paths: readonly Path[]): unknown => {
  const copy = structuredClone(data);
  for (const path of paths) {
    const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown> | null;
    if (parent) parent[path.at(-1) ?? ""] = null;
  }
  return copy;
};
