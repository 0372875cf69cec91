import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { localTransports } from "../cli/local-graph.ts";
import { subgraphs } from "../cli/subgraphs.ts";
import { createGateway } from "../gateway/graph-gateway.ts";
import { openDatabase } from "../platform/database/open.ts";
import { projectFile } from "../platform/project.ts";
import { testDatabase } from "./support/graph.ts";
import { type Family, memberOf, newFamily } from "./support/tenancy/family.ts";
import { MIX } from "./support/tenancy/interleaved.ts";
import { asAdmin, settle, tables } from "./support/tenancy/tables.ts";
import { idsOf } from "./support/tenancy/tag.ts";

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

const documents = MIX.map(({ text }) => parse(text));

/** Three tenants whose rows have the same ids, so that nothing but the tenant tells them apart. */
const triplets = async (): Promise<Family[]> => {
  const { id, workspaceId } = newFamily();
  const families = Array.from({ length: 3 }, () => ({ ...newFamily(), id, workspaceId }));
  return Promise.all(families.map((family) => settle({ ...family, commons: { ...family, commons: family } })));
};

/** Whether an answer has one's own texts and nobody else's. */
const isOwn = (text: string, own: Family, families: readonly Family[]): boolean =>
  families.every(
    ({ tag, tenantId }) =>
      tag === own.tag || !(text.includes(tag) || text.includes(tenantId) || text.includes(idsOf(tag))),
  ) && text.includes(own.tag);

describe("The whole graph on three connections", () => {
  it("answers 1,000 interleaved requests of three tenants without one foreign row", async () => {
    const families = await triplets();
    const amiss: string[] = [];
    let next = 0;
    let most = 0;
    let under = 0;

    const one = async (turn: number): Promise<void> => {
      const own = families[turn % 3] as Family;
      const index = Math.floor(turn / 3) % MIX.length;
      const [mixed, document] = [MIX[index], documents[index]];
      if (!mixed || !document) throw new Error("there are requests of every kind");
      const context = { viewer: memberOf(own), authorization: undefined, requestId: randomUUID() };
      const variables = mixed.variables(own, turn);
      const answer = JSON.stringify(await gateway.execute({ document, variables, context }));
      const isRight = mixed.expected.test(answer) && !answer.includes('"errors"') && isOwn(answer, own, families);
      if (!isRight) amiss.push(`${turn}: ${mixed.text} ${answer.slice(0, 500)}`);
    };
    const worker = async (): Promise<void> => {
      while (next < REQUESTS) {
        const turn = next++;
        most = Math.max(most, ++under);
        await one(turn);
        under--;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    expect(amiss).toEqual([]);
    expect(most).toBe(AT_ONCE);
    for (const family of families) {
      for (const { name } of await tables()) {
        const others = families.filter((each) => each !== family).map(({ tag }) => tag);
        const foreign = `select t::text from ${name} t where tenant_id = $1 and t::text like any ($2)`;
        expect(await asAdmin(foreign, [family.tenantId, others.map((tag) => `%${tag}%`)])).toEqual([]);
      }
    }
  });
});
