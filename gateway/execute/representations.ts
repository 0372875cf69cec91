import type { InputRewrite, RequiresSelection } from "@graphql-hive/router-query-planner";
import type { Container } from "./failure.ts";
import { Failure, isContainer } from "./failure.ts";
import type { PossibleTypes } from "./path.ts";

export type Representation = Record<string, unknown>;

export interface Represent {
  /** What a subgraph gets to find an entity: a representation, nothing, or the failure of something it needs. */
  (entity: Container): Representation | Failure | undefined;
  /** The field that alone identifies entities of a type, if there is exactly one. */
  readonly soleKey?: string | undefined;
}

type Write = (source: Container, target: Record<string, unknown>) => Failure | undefined;

const readValue = (value: unknown, write: Write | undefined): unknown => {
  if (value === undefined || value === null) return null;
  if (value instanceof Failure || !write) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => readValue(item, write));
    return items.find((item) => item instanceof Failure) ?? items;
  }
  if (!isContainer(value)) return value;
  const target = {};
  return write(value, target) ?? target;
};

/** Compiles a plan's `requires`: it reads merged data by field name and writes the subgraph's names. */
const compileWrite = (selections: readonly RequiresSelection[], possibleTypes: PossibleTypes): Write => {
  const writes = selections.map((selection): Write => {
    if (selection.kind === "InlineFragment") {
      const possible = possibleTypes(selection.typeCondition);
      const write = compileWrite(selection.selections, possibleTypes);
      return (source, target) => {
        const typename = source.__typename;
        return typeof typename !== "string" || possible.has(typename) ? write(source, target) : undefined;
      };
    }
    if (selection.kind !== "Field")
      throw new Error(`The plan requires a ${selection.kind}, which this gateway does not know.`);
    const { name, alias = name } = selection;
    const write = selection.selections?.length ? compileWrite(selection.selections, possibleTypes) : undefined;
    return (source, target) => {
      const value = readValue(source[name], write);
      if (value instanceof Failure) return value;
      target[alias] = value;
      return undefined;
    };
  });
  return (source, target) => {
    for (const write of writes) {
      const failure = write(source, target);
      if (failure) return failure;
    }
    return undefined;
  };
};

/** Whether something identifies the entity: a value, or the type alone if that is the whole key. */
const hasKey = (representation: Record<string, unknown>) => {
  let isTypeAlone = representation.__typename !== undefined;
  for (const key in representation) {
    if (key === "__typename") continue;
    if (representation[key] !== null) return true;
    isTypeAlone = false;
  }
  return isTypeAlone;
};

/** The concrete type to name where the data does not: the first for which the plan requires something. */
const typeOf = (requires: readonly RequiresSelection[]) => {
  const fragment = requires.find((each) => each.kind === "InlineFragment");
  return fragment?.kind === "InlineFragment" ? fragment.typeCondition : undefined;
};

/** A subgraph with an interface object knows an entity by the interface's name: the plan sets it here. */
const typenameRewrite = (rewrites: readonly InputRewrite[] | undefined, possibleTypes: PossibleTypes) => {
  const setters = (rewrites ?? []).map((rewrite) => {
    const setter = "ValueSetter" in rewrite ? rewrite.ValueSetter : "setValueTo" in rewrite ? rewrite : undefined;
    if (!setter) throw new Error("The plan rewrites its input in a way this gateway does not know.");
    const conditions = setter.path.flatMap((each) => ("TypenameEquals" in each ? each.TypenameEquals : []));
    return { value: setter.setValueTo, possible: new Set(conditions.flatMap((name) => [...possibleTypes(name)])) };
  });
  return (typename: unknown) =>
    setters.find(({ possible }) => possible.size === 0 || (typeof typename === "string" && possible.has(typename)))
      ?.value ?? typename;
};

/**
 * If a subgraph knows several concrete types by one interface's name, the planner may keep the key of only one. What is
 * sent under the interface's name may be any of its types.
 */
const widened = (
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
): readonly RequiresSelection[] => {
  const [fragment] = requires;
  const [rewrite] = rewrites ?? [];
  if (requires.length !== 1 || rewrites?.length !== 1 || fragment?.kind !== "InlineFragment") return requires;
  return rewrite && "ValueSetter" in rewrite
    ? [{ ...fragment, typeCondition: rewrite.ValueSetter.setValueTo }]
    : requires;
};

export const compileRepresentation = (
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
  possibleTypes: PossibleTypes,
): Represent => {
  const write = compileWrite(widened(requires, rewrites), possibleTypes);
  const assumed = typeOf(requires);
  const rewritten = typenameRewrite(rewrites, possibleTypes);
  const represent = (entity: Container) => {
    const representation: Record<string, unknown> = { __typename: undefined };
    const failure = write(entity, representation);
    if (failure) return failure;
    if (!hasKey(representation)) return undefined;
    representation.__typename = rewritten(entity.__typename ?? assumed);
    return representation;
  };
  return Object.assign(represent, { soleKey: soleKeyOf(requires) });
};

/** Everything required, whatever the type, is one plain field. */
const soleKeyOf = (requires: readonly RequiresSelection[]): string | undefined => {
  const fields = requires.flatMap((each) => (each.kind === "InlineFragment" ? each.selections : [each]));
  const keys = new Set<string>();
  for (const each of fields) {
    if (each.kind !== "Field" || each.selections?.length) return undefined;
    if (each.name !== "__typename") keys.add(each.alias ?? each.name);
  }
  const [sole] = keys;
  return keys.size === 1 ? sole : undefined;
};
