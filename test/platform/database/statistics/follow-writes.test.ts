import { describe, expect, it } from "@jest/globals";
import type { Session } from "../../../../platform/database/session/session.ts";
import { followWrites } from "../../../../platform/database/statistics/follow-writes.ts";

const session: Session = { read: async () => [], write: (work) => work({} as never) };
const nothing = async (): Promise<void> => undefined;

/** A follower whose clock and analysis are under the test's control. */
const followed = (analyze: (signal: AbortSignal) => Promise<unknown>) => {
  const clock = { now: 0 };
  const failures: Error[] = [];
  const follower = followWrites({ analyze, now: () => clock.now, onFailed: (error) => failures.push(error) });
  const write = async (): Promise<void> => {
    await follower.follow(session).write(nothing);
    await new Promise(setImmediate);
  };
  return { clock, failures, follower, write };
};

describe("Tables that have grown", () => {
  it("are looked for after a write, and not again within a second", async () => {
    let looks = 0;
    const { clock, write } = followed(async () => looks++);

    await write();
    clock.now = 999;
    await write();
    expect(looks).toBe(1);

    clock.now = 1_000;
    await write();
    expect(looks).toBe(2);
  });

  it("are not looked for after a write that failed, and not by reads", async () => {
    let looks = 0;
    const { follower } = followed(async () => looks++);
    const { read, write } = follower.follow(session);

    await read({ text: () => "" }, []);
    await expect(
      write(async () => {
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");

    expect(looks).toBe(0);
  });

  it("keep no write waiting, and are looked for by one at a time", async () => {
    let looks = 0;
    const { clock, follower, write } = followed((signal) => {
      looks++;
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("closed"))));
    });

    await write();
    clock.now = 10_000;
    await write();

    expect(looks).toBe(1);
    await follower.close();
  });

  it("are left for a minute when they cannot be analyzed, which the write does not notice", async () => {
    let looks = 0;
    const { clock, failures, write } = followed(async () => {
      looks++;
      throw new Error("no such function");
    });

    await write();
    clock.now = 59_999;
    await write();
    expect([looks, failures.length]).toEqual([1, 1]);

    clock.now = 60_000;
    await write();
    expect(looks).toBe(2);
  });
});
