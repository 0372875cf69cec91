import { describe, expect, it } from "@jest/globals";
import { nextVersion, releasedChangelog, unreleasedIn } from "../../../cli/dev/release/changelog.ts";

const changelog = (notes: string) => `# Changelog\n\n## [Unreleased]\n\n${notes}\n## [0.1.0]\n\nThe first version.\n`;

describe("a release", () => {
  it("takes only what the changelog lists as unreleased", () => {
    expect(unreleasedIn(changelog("### Fixed\n\n- A cursor.\n"))).toBe("### Fixed\n\n- A cursor.");
    expect(() => unreleasedIn(changelog(""))).toThrow("nothing to release");
    expect(() => unreleasedIn("# Changelog\n")).toThrow('no section "## [Unreleased]"');
  });

  it.each([
    ["0.1.0", "### Fixed", "0.1.1"],
    ["0.1.0", "### Added", "0.2.0"],
    ["0.1.4", "### Removed", "0.2.0"],
    ["1.4.2", "### Added\n\n- A field.\n\n### Changed", "2.0.0"],
    ["1.4.2", "### Deprecated", "1.5.0"],
    ["1.4.2", "### Security", "1.4.3"],
  ])("after %s with %j is %s", (current, notes, next) => {
    expect(nextVersion(current, notes)).toBe(next);
  });

  it("leaves an empty section for the next changes", () => {
    expect(releasedChangelog(changelog("### Fixed\n\n- A cursor.\n"), "0.1.1", "2026-11-28")).toBe(
      "# Changelog\n\n## [Unreleased]\n\n## [0.1.1] - 2026-11-28\n\n### Fixed\n\n- A cursor.\n\n## [0.1.0]\n\nThe first version.\n",
    );
  });
});
