import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { TRAFFIC_LIMITS } from "../../platform/config/traffic.ts";
import { projectFile } from "../../platform/project.ts";

const MEGABYTE = 1_048_576;

const compose = readFileSync(projectFile("docker-compose.yml"), "utf8");

const megabytesAfter = (pattern: RegExp): number => Number(pattern.exec(compose)?.[1]);

describe("docker-compose.yml", () => {
  const heap = megabytesAfter(/NODE_OPTIONS: --max-old-space-size=(\d+)$/m);

  it("gives containers memory for their heap and half a gigabyte beyond it", () => {
    expect(megabytesAfter(/mem_limit: (\d+)m$/m)).toBeGreaterThanOrEqual(heap + 512);
  });

  it("gives processes a heap eight times what their requests may read", () => {
    expect(heap * MEGABYTE).toBeGreaterThanOrEqual(8 * TRAFFIC_LIMITS.maxRead);
  });

  it("gives that heap to every process that answers requests", () => {
    expect(compose.match(/<<: \[\*memory, \*sign-in/g)).toHaveLength(2);
    expect(compose).not.toContain("<<: *sign-in");
  });
});
