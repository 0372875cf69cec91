import type {
  ASTNode,
  DirectiveNode,
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { Kind } from "graphql";

/** The counts of a selection set, with every fragment counted wherever it is spread. */
export interface Measure {
  readonly depth: number;
  /**
   * The fields directly in this set, including those of fragments. A fragment definition itself has none: they count
   * where it is spread.
   */
  readonly width: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly characters: number;
  /** The characters of its longest alias. */
  readonly longestAlias: number;
  /** How often a path passes through a list of schema parts: circular introspection does so endlessly. */
  readonly turns: number;
  /** The depth and list nesting of introspection, which are not counted elsewhere. */
  readonly schemaDepth: number;
  readonly schemaTurns: number;
}

type Mutable = { -readonly [Name in keyof Measure]: Measure[Name] };

const nothing = (): Mutable => ({
  depth: 0,
  width: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
  characters: 0,
  longestAlias: 0,
  turns: 0,
  schemaDepth: 0,
  schemaTurns: 0,
});

/** Far above any limit that can be set, and far from overflowing the stack. */
const DEEPEST = 500;

const TURNS: ReadonlySet<string> = new Set(["fields", "inputFields", "interfaces", "possibleTypes"]);

const directivesAt = (node: ASTNode): number =>
  "directives" in node ? ((node.directives as readonly DirectiveNode[] | undefined)?.length ?? 0) : 0;

/** The characters of a node, without those of the selections below it. A document parsed without locations has none. */
const charactersOf = (node: SelectionNode | OperationDefinitionNode): number => {
  if (!node.loc) return 0;
  const below = "selectionSet" in node ? node.selectionSet?.loc : undefined;
  return (below?.start ?? node.loc.end) - node.loc.start;
};

const join = (sum: Mutable, part: Measure): void => {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.width += part.width;
  sum.fields += part.fields;
  sum.aliases += part.aliases;
  sum.directives += part.directives;
  sum.characters += part.characters;
  sum.longestAlias = Math.max(sum.longestAlias, part.longestAlias);
  sum.turns = Math.max(sum.turns, part.turns);
  sum.schemaDepth = Math.max(sum.schemaDepth, part.schemaDepth);
  sum.schemaTurns = Math.max(sum.schemaTurns, part.schemaTurns);
};

/** What a field adds to its selection set, given the counts below it. */
const ofField = (name: string, alias: string | undefined, below: Measure): Measure => {
  const isAboutSchema = name === "__schema" || name === "__type";
  return {
    depth: isAboutSchema ? 1 : below.depth + 1,
    width: 1,
    fields: below.fields + 1,
    aliases: below.aliases + (alias === undefined ? 0 : 1),
    directives: below.directives,
    characters: below.characters,
    longestAlias: Math.max(below.longestAlias, alias?.length ?? 0),
    turns: isAboutSchema ? 0 : below.turns + (TURNS.has(name) ? 1 : 0),
    schemaDepth: isAboutSchema ? below.depth : below.schemaDepth,
    schemaTurns: isAboutSchema ? below.turns : below.schemaTurns,
  };
};

/**
 * Measures each operation of a document, and each fragment once. The time grows with the text, not with what nested
 * fragments expand to. The document need not be valid.
 */
export const measure = ({ definitions }: DocumentNode): readonly Measure[] => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const measured = new Map<FragmentDefinitionNode, Measure>();

  const ofFragment = (fragment: FragmentDefinitionNode, level: number): Measure => {
    const known = measured.get(fragment);
    if (known) return known;
    // Validation refuses a fragment that spreads itself: here it only must not recurse endlessly.
    measured.set(fragment, nothing());
    const whole = ofSet(fragment.selectionSet, level);
    whole.directives += directivesAt(fragment);
    measured.set(fragment, whole);
    return whole;
  };

  const ofSelection = (selection: SelectionNode, level: number): Measure => {
    if (selection.kind === Kind.FIELD)
      return ofField(selection.name.value, selection.alias?.value, ofSet(selection.selectionSet, level));
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet, level);
    const fragment = fragments.get(selection.name.value);
    return fragment ? ofFragment(fragment, level) : nothing();
  };

  const ofSet = (set: SelectionSetNode | undefined, level: number): Mutable => {
    const sum = nothing();
    if (level > DEEPEST) return { ...sum, depth: Number.POSITIVE_INFINITY };
    for (const selection of set?.selections ?? []) {
      join(sum, ofSelection(selection, level + 1));
      sum.directives += directivesAt(selection);
      sum.characters += charactersOf(selection);
    }
    return sum;
  };

  return definitions.flatMap((each) => {
    if (each.kind === Kind.FRAGMENT_DEFINITION) return { ...ofFragment(each, 0), width: 0 };
    if (each.kind !== Kind.OPERATION_DEFINITION) return [];
    const whole = ofSet(each.selectionSet, 0);
    const declared = (each.variableDefinitions ?? []).map(directivesAt);
    whole.directives += declared.reduce((sum, count) => sum + count, directivesAt(each));
    whole.characters += charactersOf(each);
    return whole;
  });
};
