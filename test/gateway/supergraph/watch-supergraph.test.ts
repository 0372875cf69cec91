import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watchSupergraph } from "../../../gateway/supergraph/watch-supergraph.ts";
import { createTestGateway } from "../../support/engine/gateway.ts";
import { supergraphSdl } from "../../support/engine/graph.ts";

describe("watchSupergraph", () => {
  it("loads a file that was changed or moved into place, and refuses a bad one with a reason", async () => {
    const folder = await mkdtemp(join(tmpdir(), "supergraph-"));
    const path = join(folder, "supergraph.graphql");
    const moveThere = async (sdl: string) => {
      await writeFile(`${path}.new`, sdl);
      await rename(`${path}.new`, path);
    };
    await moveThere(supergraphSdl);
    const gateway = await createTestGateway();
    const events: string[] = [];
    const heard = async (count: number) => {
      while (events.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
      return events.slice();
    };
    const stop = watchSupergraph(path, gateway, {
      interval: 20,
      onReplaced: () => events.push("replaced"),
      onRefused: ({ message }) => events.push(message),
    });

    await moveThere(`${supergraphSdl}\n# changed`);
    expect(await heard(1)).toEqual(["replaced"]);

    await moveThere("type Query {");
    expect(await heard(2)).toEqual(["replaced", expect.stringMatching(/^Syntax Error/)]);
    expect(gateway.supergraphSdl()).toMatch(/# changed$/);

    await moveThere(supergraphSdl);
    expect((await heard(3))[2]).toBe("replaced");

    stop();
    await rm(folder, { recursive: true });
  });
});
