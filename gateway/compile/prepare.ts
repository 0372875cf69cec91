import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import {
  GraphQLError,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  Kind,
} from "graphql";
import type { Denials } from "../authorization/denials.ts";
import { differsByType } from "./abstract.ts";
import type { Conditions } from "./conditions.ts";
import { isIncluded } from "./conditions.ts";
import type { Literals } from "./literals.ts";
import { byResponseKey } from "./mutation-parts.ts";
import { inOrder } from "./names.ts";
import type { Operation } from "./operation.ts";
import { printPart, TYPENAME, under } from "./prepared-nodes.ts";
import type { Tools } from "./tools.ts";

/**
 * Above this many selections after expanding fragments, an operation is refused: nested fragments grow exponentially.
 */
const MAX_SELECTIONS = 20_000;

interface Scope {
  readonly type: GraphQLCompositeType;
  /** The concrete types still possible here. */
  readonly possible: ReadonlySet<string>;
  /** Fragments already spread into this selection set. */
  readonly spread: Set<string>;
  /**
   * The place in the response this scope belongs to: its `__typename` is requested only where something depends on it.
   */
  readonly place: { asksType: boolean };
}

/** A part of an operation that is planned and run separately, one after another. */
export interface PreparedPart {
  readonly text: string;
  /** The non-null root field that ends the operation when it is null. */
  readonly required: string | undefined;
}

/**
 * Rewrites a client's operation so that the planner handles it correctly. Each root field of a mutation is a separate
 * part, so that it completes before the next one begins.
 */
export const createPreparation = (
  schema: GraphQLSchema,
  { names, literals, interfaceObjects }: Pick<Tools, "names" | "interfaceObjects"> & { readonly literals: Literals },
) => {
  const possibleOf = (type: GraphQLCompositeType) =>
    new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]);

  return (operation: Operation, conditions: Conditions, denials?: Denials): PreparedPart[] => {
    let count = 0;
    const { fragments } = operation;

    const conditional = (selection: SelectionNode) =>
      isIncluded(selection, conditions) === undefined
        ? selection.directives?.filter(({ name, arguments: given }) => {
            const decides = name.value === "skip" || name.value === "include";
            return decides && given?.[0]?.value.kind === Kind.VARIABLE;
          })
        : [];

    const prepareField = (field: FieldNode, scope: Scope): SelectionNode[] => {
      const name = field.name.value;
      const isTypename = name === "__typename";
      if (isAbstractType(scope.type) && (isTypename || differsByType(schema, scope.type, name)))
        scope.place.asksType = true;
      if (name.startsWith("__")) return [];
      const definition = "getFields" in scope.type ? scope.type.getFields()[name] : undefined;
      if (!definition) throw new GraphQLError(`Cannot query field "${name}" on type "${scope.type.name}".`);
      const allowed = [...scope.possible].filter((each) => !denials?.ofField(field, each));
      if (allowed.length < scope.possible.size) {
        scope.place.asksType = true;
        return allowed.map((each) => prepareFieldOn(each, field, scope));
      }
      const key = names.ofField(field);
      const type = getNamedType(definition.type);
      return [
        {
          kind: Kind.FIELD,
          name: field.name,
          alias: key === name ? undefined : { kind: Kind.NAME, value: key },
          arguments: inOrder(field.arguments),
          directives: conditional(field),
          selectionSet: field.selectionSet && isCompositeType(type) ? prepareSet(field.selectionSet, type) : undefined,
        },
      ];
    };

    /** A field that a viewer may see on only some of the possible types. */
    const prepareFieldOn = (typename: string, field: FieldNode, scope: Scope): SelectionNode => {
      const type = schema.getType(typename) as GraphQLObjectType;
      const selections = prepareField(field, { ...scope, type, possible: new Set([typename]) });
      const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typename } } as const;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } };
    };

    const prepareFragment = (
      selection: SelectionNode,
      body: SelectionSetNode,
      condition: string | undefined,
      scope: Scope,
    ) => {
      const named = condition ? schema.getType(condition) : scope.type;
      if (!isCompositeType(named)) throw new GraphQLError(`Unknown type "${condition}".`);
      const mine = possibleOf(named);
      const possible = new Set([...scope.possible].filter((each) => mine.has(each)));
      if (possible.size === 0) return [];
      /**
       * A subgraph may know these only as objects: unless the type is requested, the planner forgets the key needed to
       * find it.
       */
      if (named !== scope.type && interfaceObjects.has(scope.type.name)) scope.place.asksType = true;
      /** The type of an object is known: a condition that matches it adds nothing. */
      const type = isObjectType(scope.type) ? scope.type : named;
      const directives = conditional(selection);
      const isSame = type === scope.type;
      const isPlain = isSame && !directives?.length;
      const inner = { type, possible, spread: isPlain ? scope.spread : new Set(scope.spread), place: scope.place };
      const selections = body.selections.flatMap((each) => prepareSelection(each, inner));
      if (isPlain) return selections;
      if (isSame) return selections.map((each) => under(each, directives ?? []));
      const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } } as const;
      const selectionSet = {
        kind: Kind.SELECTION_SET,
        selections: selections.length > 0 ? selections : [TYPENAME],
      } as const;
      return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet } as SelectionNode];
    };

    const prepareSelection = (selection: SelectionNode, scope: Scope): SelectionNode[] => {
      if (isIncluded(selection, conditions) === false) return [];
      if (++count > MAX_SELECTIONS) {
        throw new GraphQLError("The operation is too large.", { extensions: { code: "OPERATION_REFUSED" } });
      }
      if (selection.kind === Kind.FIELD) return prepareField(selection, scope);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return prepareFragment(selection, selection.selectionSet, selection.typeCondition?.name.value, scope);
      }
      const fragment = fragments.get(selection.name.value);
      if (!fragment || scope.spread.has(fragment.name.value)) return [];
      if (isIncluded(selection, conditions)) scope.spread.add(fragment.name.value);
      return prepareFragment(selection, fragment.selectionSet, fragment.typeCondition.name.value, scope);
    };

    const prepareSet = (set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode => {
      const possible = possibleOf(type);
      const isHiddenInPart = denials !== undefined && [...possible].some((each) => denials.ofType(each));
      const scope = { type, possible, spread: new Set<string>(), place: { asksType: isHiddenInPart } };
      const selections = set.selections.flatMap((each) => prepareSelection(each, scope));
      const needsType = scope.place.asksType || selections.length === 0;
      return { kind: Kind.SELECTION_SET, selections: needsType ? [TYPENAME, ...selections] : selections };
    };

    const root = schema.getRootType(operation.definition.operation);
    if (!isObjectType(root)) throw new GraphQLError(`The schema has no ${operation.definition.operation} type.`);
    const scope = { type: root, possible: new Set([root.name]), spread: new Set<string>(), place: { asksType: false } };
    const selections = operation.definition.selectionSet.selections.flatMap((each) => prepareSelection(each, scope));
    if (selections.length === 0) return [];
    const own = { names, literals };
    if (operation.definition.operation !== "mutation")
      return [{ text: printPart(operation.definition, selections, own), required: undefined }];
    return [...byResponseKey(selections)].map(([key, { field, selections: mine }]) => {
      const isRequired = isNonNullType(root.getFields()[field]?.type);
      return { text: printPart(operation.definition, mine, own), required: isRequired ? key : undefined };
    });
  };
};
