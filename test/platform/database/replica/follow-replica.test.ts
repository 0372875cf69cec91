import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { followReplica } from "../../../../platform/database/replica/follow-replica.ts";
import { createLag } from "../../../../platform/database/replica/lag.ts";
import type { ReplicaState } from "../../../../platform/database/replica/observe-replica.ts";
import { positionOf } from "../../../../platform/database/replica/position.ts";
import { createMetrics } from "../../../../platform/observability/metrics.ts";

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(10);
};

describe("A fault of a read replica", () => {
  it("is logged when it begins, and not again while it lasts", async () => {
    const fault = (message: string): ReplicaState => ({ usable: false, fault: "DOWN", error: new Error(message) });
    const states = ["refused", "refused", "refused", "reset", "reset"].map(fault);
    const told: string[] = [];
    let looks = 0;
    const follower = followReplica({
      observe: async () => states[Math.min(looks++, states.length - 1)],
      open: () => Promise.reject(new Error("never opened")),
      onChange: (state) => told.push(state.usable ? "usable" : state.error.message),
    });

    await until(() => looks > states.length);
    await follower.close();

    expect(told).toEqual(["refused", "reset"]);
  });

  it("includes that it cannot be opened, such as behind a pooler of the wrong kind", async () => {
    const told: ReplicaState[] = [];
    const follower = followReplica({
      observe: async () => ({ usable: true, replayed: 1n, lag: 0 }),
      open: () => Promise.reject(new Error("a pooler")),
      onChange: (state) => told.push(state),
    });

    await until(() => told.length > 0);

    expect(told).toEqual([{ usable: false, fault: "DOWN", error: new Error("a pooler") }]);
    expect(follower.current()).toBe("DOWN");
    await follower.close();
  });
});

describe("The lag of a replica", () => {
  it("is how long it has lacked something, and unknown until it has caught up once", () => {
    let now = 0;
    const lag = createLag(() => now);
    lag.saw(100n);
    expect(lag.behind(50n)).toBeUndefined();

    now = 1_000;
    lag.saw(200n);
    expect(lag.behind(100n)).toBe(0);
    now = 4_000;
    lag.saw(300n);
    expect(lag.behind(150n)).toBe(3_000);
    expect(lag.behind(200n)).toBe(0);
    now = 9_000;
    expect(lag.behind(200n)).toBe(5_000);
    expect(lag.behind(300n)).toBe(0);
  });

  it("stays right however long it lasts", () => {
    let now = 0;
    const lag = createLag(() => now);
    lag.saw(0n);
    lag.behind(0n);
    for (now = 1; now <= 10_000; now++) lag.saw(BigInt(now));

    expect(lag.behind(0n)).toBeGreaterThan(9_990);
    expect(lag.behind(9_000n)).toBeGreaterThan(900);
    expect(lag.behind(9_000n)).toBeLessThanOrEqual(1_001);
  });

  it("counts positions as PostgreSQL writes them", () => {
    expect(positionOf("16/B374D848")).toBe(0x16b374d848n);
    expect(positionOf("1/0") > positionOf("0/FFFFFFFF")).toBe(true);
  });

  it("is shown in seconds while the replica is read from", async () => {
    const metrics = createMetrics();
    let lag: number | undefined;
    metrics.watchLag(() => lag);
    expect(await metrics.registry.metrics()).not.toMatch(/^graphql_database_replica_lag_seconds /m);

    lag = 1_500;
    metrics.countRead("REPLICA");
    metrics.countRead("OWN_WRITE");

    const shown = await metrics.registry.metrics();
    expect(shown).toMatch(/^graphql_database_replica_lag_seconds 1.5$/m);
    expect(shown).toContain('graphql_database_reads_total{from="replica",because="QUERY"} 1');
    expect(shown).toContain('graphql_database_reads_total{from="primary",because="OWN_WRITE"} 1');
  });
});
