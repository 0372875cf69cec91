import { type Change, CriticalityLevel, DiffRule, diff, type Rule } from "@graphql-inspector/core";
import { buildSchema } from "graphql";
import { undatedDeprecations } from "./deprecations.ts";

/** Why each breaking change was made, by the words in which the check tells of it. */
export type Reasons = Readonly<Record<string, string>>;

export interface Judgement {
  /** All that clients may notice; descriptions are left out, and so is what a new or removed type consists of. */
  readonly changes: readonly Change[];
  /** Breaks operations of clients, and nobody said why. */
  readonly refused: string[];
  /** Breaks operations of clients, for a reason that is written down. */
  readonly accepted: string[];
  /** May surprise clients, such as a new value of an enum. */
  readonly dangerous: string[];
  /** A reason for what breaks nothing, or no longer. */
  readonly idle: string[];
  /** Deprecations without the day from which what is deprecated may be gone. */
  readonly undated: string[];
}

/** What an added or removed type, field or argument is called in `path`: its own change says all of it. */
const WHOLE = /^(TYPE|FIELD|FIELD_ARGUMENT|DIRECTIVE)_(ADDED|REMOVED)$/;

/** Leaves out what an added or removed thing consists of. */
const withoutParts: Rule = ({ changes }) => {
  const whole = new Set(changes.flatMap(({ type, path }) => (path && WHOLE.test(type) ? [path] : [])));
  const isPart = (path: string): boolean => {
    const above = path.slice(0, path.lastIndexOf("."));
    return path.includes(".") && (whole.has(above) || isPart(above));
  };
  return changes.filter(({ type, path = "" }) => !isPart(path) && (WHOLE.test(type) || !whole.has(path)));
};

/** Compares two schemas as clients see them: what they were promised, and what they would get. */
export const judge = async (released: string, current: string, reasons: Reasons): Promise<Judgement> => {
  const schema = buildSchema(current);
  const changes = await diff(buildSchema(released), schema, [withoutParts, DiffRule.ignoreDescriptionChanges]);
  const messagesOf = (level: CriticalityLevel) =>
    changes.filter(({ criticality }) => criticality.level === level).map(({ message }) => message);
  const breaking = messagesOf(CriticalityLevel.Breaking);
  const isAccepted = (message: string): boolean => Boolean(reasons[message]?.trim());
  return {
    changes,
    refused: breaking.filter((message) => !isAccepted(message)),
    accepted: breaking.filter(isAccepted),
    dangerous: messagesOf(CriticalityLevel.Dangerous),
    idle: Object.keys(reasons).filter((message) => !breaking.includes(message)),
    undated: undatedDeprecations(schema),
  };
};
