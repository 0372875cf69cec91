import { beforeAll, describe, expect, it } from "@jest/globals";
import { subgraphs } from "../../../cli/graph/subgraphs.ts";
import type { Subgraph } from "../../../platform/graphql/subgraph.ts";
import { hasPages, pagesAfter } from "./cursors.ts";
import { entitiesOf } from "./entities.ts";
import { askSubgraph } from "./execute.ts";
import { type RootField, rootFieldsOf } from "./operations.ts";
import { refusalsOf } from "./refusals.ts";
import type { Stage } from "./scenes.ts";
import { digestOf } from "./tables.ts";
import { type Ask, leaksTo, withoutOwnData } from "./trial.ts";
import { ownersWrite, readVariants, writeVariants } from "./variants.ts";

type Enact = () => Promise<Stage>;

const asking =
  (subgraph: Subgraph, text: string): Ask =>
  ({ viewer }, variables) =>
    askSubgraph(subgraph, viewer, text, variables);

const byQuery = (root: RootField, ask: Ask, stage: () => Stage): void => {
  const { coordinate, field } = root;

  it(`learns nothing by ${coordinate}`, async () => {
    const ways = readVariants(field.args, coordinate);

    expect(await withoutOwnData(stage(), ways, ask)).toEqual([]);
    expect(await leaksTo(stage(), ways, ask)).toEqual([]);
  });

  if (!hasPages(root)) return;
  it(`learns nothing by a cursor of the victim's at ${coordinate}`, async () => {
    const ways = await pagesAfter(stage(), root, ask);

    expect(await leaksTo(stage(), ways, ask)).toEqual([]);
  });
};

const byMutation = ({ coordinate, field }: RootField, ask: Ask, enact: Enact): void => {
  it(`learns and changes nothing by ${coordinate}`, async () => {
    const stage = await enact();
    const before = await digestOf(stage.owner.own);

    const learnt = await leaksTo(stage, writeVariants(field.args, coordinate), ask);

    expect(learnt).toEqual([]);
    expect(await digestOf(stage.owner.own)).toEqual(before);
  });

  it(`would have changed something by ${coordinate} as the owner`, async () => {
    const { owner } = await enact();
    const before = await digestOf(owner.own, true);

    const done = await ask(owner, ownersWrite(field.args, coordinate).fill(owner));

    expect(refusalsOf(done)).toEqual([]);
    expect(await digestOf(owner.own, true)).not.toEqual(before);
  });
};

/**
 * For every root field and entity of every subgraph, tests that a stranger learns and changes
 * nothing, and that the owner can.
 */
export const testStrangers = (enact: Enact): void => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await enact();
  });

  describe.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))("asking %s", (_, subgraph) => {
    for (const root of rootFieldsOf(subgraph.schema, "query")) byQuery(root, asking(subgraph, root.text), () => stage);

    for (const { name, text, ways, isStub } of entitiesOf(subgraph.schema)) {
      it(`learns nothing by the entity ${name}`, async () => {
        const ask = asking(subgraph, text);

        expect(isStub ? [] : await withoutOwnData(stage, ways, ask, true)).toEqual([]);
        expect(await leaksTo(stage, ways, ask)).toEqual([]);
      });
    }

    for (const root of rootFieldsOf(subgraph.schema, "mutation")) byMutation(root, asking(subgraph, root.text), enact);
  });
};
