import { describe, expect, it } from "@jest/globals";
import { listChanges, releasedAs, withUnreleased } from "../../../cli/dev/schema-check/changelog.ts";
import { judge } from "../../../cli/dev/schema-check/judge.ts";

const RELEASED = "type Query { customer: String fax: Int } enum Kind { A }";

const listed = async (current: string, reasons: Record<string, string> = {}) =>
  listChanges((await judge(RELEASED, current, reasons)).changes, reasons);

describe("The changelog of the schema", () => {
  it("lists what breaks with its reason, what is deprecated, what is dangerous and what is new", async () => {
    const reasons = { "Field 'fax' was removed from object type 'Query'": "Nobody has one." };

    const changes = await listed(
      'type Query { customer: String @deprecated(reason: "Use note.") note: Note } type Note { text: String } enum Kind { A B }',
      reasons,
    );

    expect(changes.split("\n").filter(Boolean)).toEqual([
      "### Breaking",
      "- Field 'fax' was removed from object type 'Query'. Nobody has one.",
      "### Deprecated",
      "- Field 'Query.customer' is deprecated",
      "### Dangerous",
      "- Enum value 'B' was added to enum 'Kind'",
      "### Added or changed",
      "- Field 'note' was added to object type 'Query'",
      "- Type 'Note' was added",
    ]);
  });

  it("lists new fields of a type that also implements an interface, and not the parts of what is new", async () => {
    const changes = await listed(
      'interface Node { id: ID } type Query implements Node { customer: String fax: Int id: ID note(at: Int): Note } "A note." type Note { text: String } enum Kind { A }',
    );

    expect(changes.split("\n").filter((line) => line.startsWith("-"))).toEqual([
      "- 'Query' object implements 'Node' interface",
      "- Field 'id' was added to object type 'Query'",
      "- Field 'note' was added to object type 'Query'",
      "- Type 'Node' was added",
      "- Type 'Note' was added",
    ]);
  });

  it("says nothing of descriptions", async () => {
    expect(await listed(RELEASED.replace("fax", '"The fax." fax'))).toBe("");
  });

  it("replaces what is unreleased, keeps what is released, and gives it a version", () => {
    const before = "# Changes\n\n## Unreleased\n\n- old\n\n## 0.1.0 - 2026-01-01\n\n- first\n";

    const after = withUnreleased(before, "- new\n");

    expect(after).toBe("# Changes\n\n## Unreleased\n\n- new\n\n## 0.1.0 - 2026-01-01\n\n- first\n");
    expect(withUnreleased(after, "- new\n")).toBe(after);
    expect(releasedAs(after, "0.2.0", "2026-11-28")).toBe(
      "# Changes\n\n## Unreleased\n\n## 0.2.0 - 2026-11-28\n\n- new\n\n## 0.1.0 - 2026-01-01\n\n- first\n",
    );
    expect(withUnreleased(releasedAs(after, "0.2.0", "2026-11-28"), "")).toContain("## Unreleased\n\n## 0.2.0");
    expect(() => withUnreleased("# Changes\n", "")).toThrow('no section "## Unreleased"');
  });
});
