/** The unhandled rejections during some work. */
export const rejectionsDuring = async (work: () => Promise<unknown>): Promise<unknown[]> => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  try {
    await work();
    // Node reports unhandled rejections after the microtask queue is drained.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", note);
  }
  return unhandled;
};
