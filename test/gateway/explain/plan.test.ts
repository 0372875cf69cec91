import type { BatchFetchNode, FetchNode, PlanNode } from "@graphql-hive/router-query-planner";
import type { Names } from "../../../gateway/compile/names.ts";
import { createFetchList } from "../../../gateway/explain/fetches.ts";
import { planText } from "../../../gateway/explain/plan-text.ts";
import { numberFetches, planTree } from "../../../gateway/explain/plan-tree.ts";
import { createSqlList } from "../../../gateway/explain/sql.ts";

const names: Names = {
  ofField: () => "",
  ofVariable: (name) => `_c_${name}`,
  clientVariable: (name) => name.slice(3),
  clientKey: (key) => key.replace(/^_c_\w*?_/, ""),
};

const fetching = (serviceName: string): FetchNode => ({ kind: "Fetch", serviceName, operation: "{ a }" });
const batch: BatchFetchNode = {
  kind: "BatchFetch",
  serviceName: "finance",
  operation: "query ($r: [_Any!]!) { _e0: _entities(representations: $r) { __typename } }",
  entityBatch: {
    aliases: [
      {
        alias: "_e0",
        representationsVariableName: "r",
        paths: [
          [{ Field: "_c_1x_top" }, "@"],
          [{ Field: "parent" }, { TypeCondition: ["Person", "Organization"] }],
        ],
        requires: [],
      },
    ],
  },
};

describe("an explained plan", () => {
  const plan: PlanNode = {
    kind: "Sequence",
    nodes: [
      fetching("directory"),
      {
        kind: "Parallel",
        nodes: [
          { kind: "Flatten", path: [{ Field: "_c_1x_top" }, "@"], node: fetching("identity") },
          { kind: "Condition", condition: "_c_withTax", ifClause: batch, elseClause: fetching("contacts") },
          { kind: "Condition", condition: "_c_brief", elseClause: fetching("contacts") },
        ],
      },
    ],
  };

  it("numbers its fetches on from the previous part", () => {
    expect(numberFetches(plan, 4)).toBe(9);
    expect(numberFetches(undefined, 9)).toBe(9);
  });

  it("is a tree and a text, with the client's names", () => {
    numberFetches(plan, 1);

    const tree = planTree(plan, names);

    expect(tree).toMatchObject({
      kind: "Sequence",
      nodes: [{ id: 1 }, { kind: "Parallel", nodes: [{ id: 2 }, {}, {}] }],
    });
    expect(tree && planText([tree])).toBe(
      [
        "One after the other",
        "  Fetch 1 from directory",
        "    {",
        "      a",
        "    }",
        "  At the same time",
        "    Fetch 2 from identity at top.@",
        "      {",
        "        a",
        "      }",
        "    If $withTax",
        "      Fetch 3 from finance at top.@, parent.(Person|Organization)",
        "        query ($r: [_Any!]!) {",
        "          _e0: _entities(representations: $r) {",
        "            __typename",
        "          }",
        "        }",
        "    Else",
        "      Fetch 4 from contacts",
        "        {",
        "          a",
        "        }",
        "    Unless $brief",
        "      Fetch 5 from contacts",
        "        {",
        "          a",
        "        }",
      ].join("\n"),
    );
  });
});

describe("an explained fetch", () => {
  it("counts what it requested and received, and has its errors as the client sees them", () => {
    let now = 10;
    const fetches = createFetchList(() => now);
    const representations = { one: [1, 2], two: [3] };
    const settled: unknown[] = [];
    const settle = fetches.begin({ planId: 2, subgraph: "finance", operation: "{ a }", representations }, (answer) =>
      settled.push(answer),
    );
    now = 12.5;

    const problem = { message: "No.", code: "FORBIDDEN", service: "finance", path: ["one", 0] };
    const answer = { data: { one: [{ a: 1 }, null], two: [{ a: 2 }] }, problems: [problem] };
    settle(answer);

    expect(settled).toEqual([answer]);
    expect(fetches.all()).toEqual([
      {
        planId: 2,
        subgraph: "finance",
        operation: "{ a }",
        representations: 3,
        results: 2,
        start: 10,
        duration: 2.5,
        errors: [{ message: "No.", code: "FORBIDDEN" }],
      },
    ]);
  });
});

describe("the statements of a subgraph elsewhere", () => {
  const statement = { name: "s", text: "select 1", parameters: ["number"], rows: 1, duration: 2, writes: false };

  it("are summed over its fetches", () => {
    const sql = createSqlList();
    const told = { explain: { count: 1, duration: 2, rows: 1, statements: [statement] } };

    sql.heard("finance", told);
    sql.heard("finance", told);

    expect(sql.all()).toEqual([
      { subgraph: "finance", count: 2, duration: 4, rows: 2, statements: [statement, statement] },
    ]);
  });

  it.each([
    ["nothing", undefined],
    ["something else", { tracing: {} }],
    ["a text", { explain: "select" }],
    ["numbers that are none", { explain: { count: "1", duration: 1, rows: 1, statements: [] } }],
  ])("are absent when it sends %s", (_, extensions) => {
    const sql = createSqlList();

    sql.heard("finance", extensions);

    expect(sql.all()).toEqual([]);
  });

  it("are shown without malformed ones", () => {
    const sql = createSqlList();

    sql.heard("finance", { explain: { count: 3, duration: 1, rows: 1, statements: [statement, null, { text: 7 }] } });

    expect(sql.all()[0]?.statements).toEqual([statement]);
  });
});
