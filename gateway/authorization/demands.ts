import type { ConstDirectiveNode, DocumentNode, TypeDefinitionNode, TypeNode } from "graphql";
import { isTypeDefinitionNode, Kind } from "graphql";
import { alternativesOf, holdsScopes } from "../../platform/auth/scopes.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { directiveNames, type Link } from "../supergraph/links.ts";

/** What one `@authenticated` or `@requiresScopes` of a supergraph demands of the viewer. */
export interface Demand {
  /** The type, or `Type.field`, that it protects. */
  readonly subject: string;
  /** Empty for `@authenticated`. */
  readonly scopes: ReturnType<typeof alternativesOf> | undefined;
  /** Equal for all demands that the same viewers meet. */
  readonly id: string;
}

/** Anonymous callers meet no demand. */
export const isMet = ({ scopes }: Demand, viewer: Viewer | undefined): boolean =>
  viewer !== undefined && (scopes === undefined || holdsScopes(viewer, scopes));

/** What a supergraph demands, by type and by `Type.field`: a field's own, its type's, and that of the type it returns. */
export interface Demands {
  readonly isEmpty: boolean;
  ofType(typename: string): readonly Demand[];
  ofField(typename: string, field: string): readonly Demand[];
}

const NONE: readonly Demand[] = [];

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

interface Node {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/**
 * Reads the demands of a supergraph, whatever it names the directives; `standIn` names what represents an interface's
 * objects.
 */
export const readDemands = (
  { definitions }: DocumentNode,
  links: readonly Link[],
  standIn: (interfaceName: string) => string,
): Demands => {
  const authenticated = directiveNames(links, "authenticated");
  const requiresScopes = directiveNames(links, "requiresScopes");
  const types = new Map<string, readonly Demand[]>();
  const fields = new Map<string, readonly Demand[]>();

  const demandsOf = (subject: string, { directives = [] }: Node): readonly Demand[] =>
    directives.flatMap((directive): Demand[] => {
      if (authenticated.has(directive.name.value)) return [{ subject, scopes: undefined, id: "authenticated" }];
      if (!requiresScopes.has(directive.name.value)) return [];
      const scopes = alternativesOf(directive);
      return [{ subject, scopes, id: JSON.stringify(scopes) }];
    });

  const namesOf = ({ kind, name }: TypeDefinitionNode): readonly string[] =>
    kind === Kind.INTERFACE_TYPE_DEFINITION ? [name.value, standIn(name.value)] : [name.value];

  for (const each of definitions) {
    if (!isTypeDefinitionNode(each)) continue;
    const own = demandsOf(each.name.value, each);
    for (const name of namesOf(each)) if (own.length > 0) types.set(name, own);
  }
  for (const each of definitions) {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of each.fields ?? []) {
      const all = [
        ...(types.get(each.name.value) ?? NONE),
        ...demandsOf(`${each.name.value}.${field.name.value}`, field),
        ...(types.get(namedType(field.type)) ?? NONE),
      ];
      for (const name of namesOf(each)) if (all.length > 0) fields.set(`${name}.${field.name.value}`, all);
    }
  }
  return {
    isEmpty: fields.size === 0 && types.size === 0,
    ofType: (typename) => types.get(typename) ?? NONE,
    ofField: (typename, field) => fields.get(`${typename}.${field}`) ?? NONE,
  };
};
