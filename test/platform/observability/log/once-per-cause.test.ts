import { oncePerCause } from "../../../../platform/observability/log/once-per-cause.ts";

describe("A cause of many errors", () => {
  it("is logged once in ten seconds, with the number left out", () => {
    let clock = 0;
    const lines: [string, number][] = [];
    const log = oncePerCause(
      ({ message }, leftOut) => lines.push([message, leftOut]),
      () => clock,
    );

    for (let port = 1; port <= 4; port++) log(new Error(`no connection to port ${port}`));
    log(new Error("the disk is full"));
    clock = 10_000;
    log(new Error("no connection to port 9"));

    expect(lines).toEqual([
      ["no connection to port 1", 0],
      ["the disk is full", 0],
      ["no connection to port 9", 3],
    ]);
  });
});
