import { type Change, CriticalityLevel } from "@graphql-inspector/core";
import type { Reasons } from "./judge.ts";

const UNRELEASED = "## Unreleased";

/** The types of changes that announce a removal; they are listed apart. */
const isDeprecation = ({ type }: Change): boolean => type.includes("DEPRECATION");

/** The directive behind a deprecation, which says the same again. */
const isDeprecated = ({ path = "" }: Change): boolean => path.includes("@deprecated");

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`### ${title}`, "", ...lines.toSorted().map((line) => `- ${line}`), ""] : [];

/** What clients notice of changes to the schema, as Markdown: what breaks, and why, before what is new. */
export const listChanges = (changes: readonly Change[], reasons: Reasons): string => {
  const of = (level: CriticalityLevel) =>
    changes
      .filter((change) => change.criticality.level === level && !isDeprecation(change) && !isDeprecated(change))
      .map(({ message }) => message);
  return [
    ...section(
      "Breaking",
      of(CriticalityLevel.Breaking).map((message) => `${message}. ${reasons[message] ?? ""}`.trim()),
    ),
    ...section(
      "Deprecated",
      changes.filter(isDeprecation).map(({ message }) => message),
    ),
    ...section("Dangerous", of(CriticalityLevel.Dangerous)),
    ...section("Added or changed", of(CriticalityLevel.NonBreaking)),
  ].join("\n");
};

/** The changelog with these changes as its unreleased ones. */
export const withUnreleased = (changelog: string, changes: string): string => {
  const start = changelog.indexOf(UNRELEASED);
  if (start < 0) throw new Error(`schema/CHANGELOG.md has no section "${UNRELEASED}".`);
  const after = changelog.slice(start + UNRELEASED.length);
  const next = after.search(/^## /m);
  const released = next < 0 ? "" : after.slice(next);
  return `${[changelog.slice(0, start) + UNRELEASED, changes.trimEnd(), released.trimEnd()].filter(Boolean).join("\n\n")}\n`;
};

/** The changelog with its unreleased changes under a version and a day. */
export const releasedAs = (changelog: string, version: string, day: string): string =>
  changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} - ${day}`);
