import type { FieldNode, GraphQLNamedType, GraphQLSchema } from "graphql";
import { getNamedType, isAbstractType, isInterfaceType, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Operation } from "../compile/operation.ts";
import { type Demand, type Demands, isMet } from "./demands.ts";
import type { Denials } from "./denials.ts";

/** Everything protected that one operation uses. */
interface Protected {
  /** One of each id. */
  readonly demands: readonly Demand[];
  /** For a field selected on an interface: the interface's demands, which its objects' types need not have. */
  readonly onInterface: ReadonlyMap<FieldNode, readonly Demand[]>;
}

const SEPARATOR = "\n";

/** Enforces the demands of a supergraph: operations are compiled once for all viewers who fail the same ones. */
export const createAuthorization = (schema: GraphQLSchema, demands: Demands) => {
  const known = new WeakMap<Operation, Protected>();

  const possible = (type: GraphQLNamedType): readonly string[] =>
    isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];

  const inspect = ({ definition, fragments }: Operation): Protected => {
    const all = new Map<string, Demand>();
    const onInterface = new Map<FieldNode, readonly Demand[]>();
    const note = (found: readonly Demand[]) => {
      for (const each of found) all.set(each.id, each);
    };
    const types = new TypeInfo(schema);
    const field = (node: FieldNode): void => {
      const [parent, returned] = [types.getParentType(), types.getFieldDef()?.type];
      if (!parent || !returned) return;
      const name = node.name.value;
      if (isInterfaceType(parent)) {
        const found = demands.ofField(parent.name, name);
        if (found.length > 0) onInterface.set(node, found);
        note(found);
      }
      for (const each of possible(parent)) note(demands.ofField(each, name));
      const type = getNamedType(returned);
      if (isAbstractType(type)) for (const each of possible(type)) note(demands.ofType(each));
    };
    for (const each of [definition, ...fragments.values()]) visit(each, visitWithTypeInfo(types, { Field: field }));
    return { demands: [...all.values()], onInterface };
  };

  const protectedIn = (operation: Operation): Protected => {
    const found = known.get(operation) ?? inspect(operation);
    known.set(operation, found);
    return found;
  };

  return {
    /** Names the demands of a valid operation that a viewer fails: empty for a viewer who may see everything. */
    lacking: (operation: Operation, viewer: Viewer | undefined): string => {
      if (demands.isEmpty) return "";
      let lacking = "";
      for (const each of protectedIn(operation).demands) if (!isMet(each, viewer)) lacking += SEPARATOR + each.id;
      return lacking;
    },
    /** What an operation hides from viewers who are `lacking` this. */
    denials: (operation: Operation, lacking: string): Denials | undefined => {
      if (lacking === "") return undefined;
      const failed = new Set(lacking.split(SEPARATOR));
      const unmet = (found: readonly Demand[] = []) => found.find(({ id }) => failed.has(id));
      const { onInterface } = protectedIn(operation);
      return {
        ofField: (field, typename) =>
          unmet(demands.ofField(typename, field.name.value)) ?? unmet(onInterface.get(field)),
        ofType: (typename) => unmet(demands.ofType(typename)),
      };
    },
  };
};

export type Authorization = ReturnType<typeof createAuthorization>;
