import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRecords } from "../../../cli/import/records.ts";
import { vocabularyNamed } from "../../../subgraphs/directory/vocabularies/index.ts";

const ODD = "9007199254740993";

describe("An imported record with a number that a double would change", () => {
  it.each([
    ["records.json", `[{"a":[${ODD}]},{"a":1}]`],
    ["records.jsonl", `{"a":[${ODD}]}\n{"a":1}\n`],
  ])("is refused with its field and value, and the next one is read: %s", async (name, content) => {
    const folder = await mkdtemp(join(tmpdir(), "numbers-"));
    await writeFile(join(folder, name), content);

    const rows: unknown[] = [];
    for await (const row of readRecords(join(folder, name), vocabularyNamed("FUNNEL_CRM"))) rows.push(row);

    expect(rows).toMatchObject([
      { line: 1, outcome: "REFUSED", reasons: [expect.stringContaining(`a.0 is ${ODD}`)] },
      { line: 2, input: { a: 1 } },
    ]);
    await rm(folder, { recursive: true });
  });
});
