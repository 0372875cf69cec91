import progress from "cli-progress";

/** A progress bar on standard error on a terminal, and nothing otherwise. */
export interface Progress {
  at(rows: number): void;
  stop(): void;
}

export const createProgress = (total: number): Progress => {
  if (!process.stderr.isTTY) return { at: () => undefined, stop: () => undefined };
  const bar = new progress.SingleBar({
    format: "{bar} {value} of {total} rows, {eta_formatted} to go",
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  bar.start(total, 0);
  return { at: (rows) => bar.update(rows), stop: () => bar.stop() };
};
