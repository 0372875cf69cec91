import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { localTransports } from "../../cli/graph/local-graph.ts";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { openDatabase } from "../../platform/database/open.ts";
import { projectFile } from "../../platform/project.ts";
import { testDatabase } from "../support/graph.ts";
import { type Family, memberOf } from "../support/tenancy/family.ts";
import { MIX, turnOf } from "../support/tenancy/interleaved.ts";
import { asAdmin, tables } from "../support/tenancy/tables.ts";
import { hasOnlyOwnData, triplets } from "../support/tenancy/triplets.ts";

const REQUESTS = 1_000;
const AT_ONCE = 40;

const database = await openDatabase({
  url: testDatabase.appUrl,
  entities: subgraphs.flatMap(({ entities }) => entities),
  poolSize: 3,
});

const gateway = await createGateway({
  supergraphSdl: readFileSync(projectFile("schema", "supergraph.graphql"), "utf8"),
  transports: localTransports({ database }),
});
await gateway.load({ apollo: {} as never });

afterAll(async () => {
  await gateway.stop?.();
  await database.close();
});

const documents = new Map(MIX.map(({ text }) => [text, parse(text)]));

const ask = async (turn: number, families: readonly Family[]): Promise<string[]> => {
  const { own, text, variables, expected } = turnOf(turn, families);
  const context = { viewer: memberOf(own), authorization: undefined, requestId: randomUUID() };
  const document = documents.get(text) ?? parse(text);

  const answer = JSON.stringify(await gateway.execute({ document, variables, context }));

  return hasOnlyOwnData(answer, own, families) && expected.test(answer) ? [] : [`${text} ${answer.slice(0, 1_000)}`];
};

/** Rows in a family's tenant that contain anything of another family. */
const foreignRows = async (family: Family, families: readonly Family[]): Promise<unknown[]> => {
  const others = families.filter((each) => each !== family).map(({ tag }) => `%${tag}%`);
  const found = (await tables()).map(({ name }) =>
    asAdmin(`select t::text from ${name} t where tenant_id = $1 and t::text like any ($2)`, [family.tenantId, others]),
  );
  return (await Promise.all(found)).flat();
};

describe("The whole graph on three connections", () => {
  it("answers 1,000 interleaved requests of three tenants without a foreign row", async () => {
    const families = await triplets();
    const amiss: string[] = [];
    let turn = 0;
    const askOn = async (): Promise<void> => {
      while (turn < REQUESTS) amiss.push(...(await ask(turn++, families)));
    };

    await Promise.all(Array.from({ length: AT_ONCE }, askOn));

    expect(turn).toBe(REQUESTS);
    expect(amiss).toEqual([]);
    for (const family of families) expect(await foreignRows(family, families)).toEqual([]);
  }, 180_000);
});
