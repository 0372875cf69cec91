import { describe, expect, it } from "@jest/globals";
import { checkRecord } from "../../../../subgraphs/directory/vocabularies/check-record.ts";
import { type View, vocabularyNamed } from "../../../../subgraphs/directory/vocabularies/index.ts";

const STRANGE: readonly View[string][] = [
  5,
  -1.5,
  1e300,
  true,
  null,
  [],
  [5],
  {},
  [null],
  { ID: 5 },
  { ID: null, street: 5, city: {}, billing: [], Name: 5, FirstName: {} },
  [{ name: null, email: "x", isPrimary: "yes", addressType: "home", ID: "x" }],
  "",
  "\u0000",
  "2026-02-30",
];

describe.each(["FUNNEL_CRM", "LEDGER", "TAX_ENGINE", "WORKSPACE_ERP", "ORDER_DESK"] as const)(
  "The vocabulary %s",
  (name) => {
    const vocabulary = vocabularyNamed(name);

    it.each(Object.keys(vocabulary.fields))("says what would be right whenever it refuses a value of %s", (field) => {
      const refusals = STRANGE.flatMap((value) => checkRecord(vocabulary, { [field]: value }, null))
        .filter(({ path, code }) => path[0] === field && code === "INVALID")
        .map(({ message }) => message);

      const silent = refusals.filter(
        (message) =>
          !/ is not accepted\. Give (?!another value)[^.]/.test(message) &&
          message !== "This vocabulary has no such field. Leave it out.",
      );
      expect(refusals.length).toBeGreaterThan(0);
      expect(silent).toEqual([]);
    });
  },
);
