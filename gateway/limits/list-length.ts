import type { FieldNode, GraphQLField } from "graphql";
import type { Expression } from "./expression.ts";
import { type GivenValues, isKnown } from "./given-values.ts";
import { refuse } from "./refuse.ts";
import type { ListSize } from "./weights.ts";

/** The length of a list for which the schema gives none. */
const UNTOLD_LENGTH = 10;

/** Longer than any list can be, and short enough that no product of lengths overflows. */
const LONGEST = 1_000_000_000;

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );

/**
 * The assumed number of items of a field: the largest value of its slicing arguments, defaults included, else what the
 * schema assumes.
 */
export const listLength = (
  size: ListSize | undefined,
  node: FieldNode,
  { name, args }: GraphQLField<unknown, unknown>,
  values: GivenValues,
): Expression => {
  const assumed = size?.assumedSize ?? UNTOLD_LENGTH;
  if (!size || size.slicingArguments.length === 0) return assumed;

  const slices = size.slicingArguments.map((dotted) => {
    const [first = "", ...path] = dotted.split(".");
    const given = node.arguments?.find((each) => each.name.value === first)?.value;
    const byDefault = at(args.find((each) => each.name === first)?.defaultValue, path);
    return { given, path, byDefault };
  });
  const lengthFor = (variables: Readonly<Record<string, unknown>>): number => {
    const lengths = slices
      .map(({ given, path, byDefault }) => (given && at(values.of(given, variables), path)) ?? byDefault)
      .filter((value) => typeof value === "number");
    if (size.requireOneSlicingArgument && lengths.length !== 1) {
      const names = size.slicingArguments.join(", ");
      throw refuse(`Say how many items of "${name}" you want, with exactly one of: ${names}.`, {
        found: lengths.length,
      });
    }
    return lengths.length > 0 ? Math.min(Math.max(0, ...lengths), LONGEST) : assumed;
  };
  return slices.every(({ given }) => !given || isKnown(given)) ? lengthFor({}) : lengthFor;
};
