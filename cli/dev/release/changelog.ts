import { Explained } from "../../../platform/process/explained.ts";

const UNRELEASED = "## [Unreleased]";

/** The changelog's entry for the next release. Throws if there is nothing to release. */
export const unreleasedIn = (changelog: string): string => {
  const start = changelog.indexOf(`${UNRELEASED}\n`);
  if (start < 0) throw new Explained(`CHANGELOG.md has no section "${UNRELEASED}".`);
  const rest = changelog.slice(start + UNRELEASED.length + 1);
  const end = rest.search(/^## /m);
  const notes = (end < 0 ? rest : rest.slice(0, end)).trim();
  if (!notes) throw new Explained(`CHANGELOG.md has nothing under "${UNRELEASED}": there is nothing to release.`);
  return notes;
};

/** The next version by the rules of Semantic Versioning; before 1.0 a minor version may break. */
export const nextVersion = (current: string, notes: string): string => {
  const [major = 0, minor = 0, patch = 0] = current.split(".").map(Number);
  const breaks = /^### (Changed|Removed)$/m.test(notes);
  const adds = /^### (Added|Deprecated)$/m.test(notes);
  if (breaks && major > 0) return `${major + 1}.0.0`;
  return breaks || adds ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
};

/** The changelog with its unreleased section under the version and day of the release. */
export const releasedChangelog = (changelog: string, version: string, day: string): string =>
  changelog.replace(`${UNRELEASED}\n`, `${UNRELEASED}\n\n## [${version}] - ${day}\n`);
