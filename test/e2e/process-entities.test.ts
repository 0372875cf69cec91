import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { projectFile } from "../../platform/project.ts";
import { freshDatabase } from "../support/databases.ts";
import { build, cleanUp, type ServerProcess, serve } from "../support/server-process.ts";

const ID = "018f0000-0000-7000-8000-000000000000";

let finance: ServerProcess;

beforeAll(async () => {
  await build();
  finance = await serve("subgraph", ["finance"], { DATABASE_URL: (await freshDatabase({ migrated: true })).adminUrl });
}, 240_000);

afterAll(cleanUp);

const entities = async (representations: readonly unknown[]) => {
  const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
    ... on Customer { finance { taxNumber } effectivePaymentTerms { label } } } }`;
  const response = await fetch(`${finance.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { all: representations } }),
  });
  return (await response.json()) as {
    data: { _entities: unknown[] };
    errors?: { message: string; path: unknown; extensions: { code: string } }[];
  };
};

describe("a subgraph in its own process", () => {
  it.each([[[null]], [[ID, null]], [[ID, 7, null, {}]], [7], ["text"], [{}], [null]])(
    "refuses a customer whose ancestorIds are %j, answers the others, and survives",
    async (ancestorIds) => {
      const right = { __typename: "Customer", id: ID };

      const { data, errors } = await entities([right, { ...right, ancestorIds }, right]);

      const nothing = { finance: null, effectivePaymentTerms: null };
      expect(data._entities).toEqual([nothing, null, nothing]);
      expect(errors).toMatchObject([{ path: ["_entities", 1], extensions: { code: "BAD_USER_INPUT" } }]);
      expect(errors?.[0]?.message).toMatch(/^representations\.1\.ancestorIds.* is not accepted\. Give /);
      expect(finance.child.exitCode).toBeNull();
    },
  );

  it("names the types it knows when asked for another", async () => {
    const { errors } = await entities([{ __typename: "Nothing", id: ID }]);

    expect(errors).toMatchObject([
      {
        path: ["_entities", 0],
        message: expect.stringContaining("one of Customer"),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });
});

describe("an unhandled rejection", () => {
  const run = (main: string) =>
    promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      `import { runMain } from "${projectFile("dist/platform/process/main.js")}"; await runMain(async () => { ${main} });`,
    ]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  const REJECT = 'Promise.reject(new Error("of one request"));';

  it("is logged, and does not end a running server", async () => {
    const { code, stdout, stderr } = await run(
      `setTimeout(() => { ${REJECT} }, 1); setTimeout(() => process.stdout.write("lives"), 50);`,
    );

    expect({ code, stdout }).toEqual({ code: 1, stdout: "lives" });
    expect(stderr).toContain("of one request");
  });

  it("ends a process that is not serving yet", async () => {
    const { code, stdout } = await run(
      `${REJECT} await new Promise((resolve) => setTimeout(resolve, 50)); process.stdout.write("lives");`,
    );

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});
