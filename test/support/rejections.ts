/** What was rejected during some work without anybody who waited for it. */
export const rejectionsDuring = async (work: () => Promise<unknown>): Promise<unknown[]> => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  try {
    await work();
    // Node tells of a rejection once all that was due has run.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", note);
  }
  return unhandled;
};
