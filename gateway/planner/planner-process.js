// The query planner in a process of its own: a panic of its native code ends only this process. Plain JavaScript, so
// that it runs beside the sources as well as in dist/.

const send = (message) => process.send?.(message);

const load = async () => {
  try {
    return await import("@graphql-hive/router-query-planner");
  } catch (cause) {
    const platform = `${process.platform} ${process.arch}`;
    throw new Error(
      `The query planner has no binary for this machine (${platform}). It has some for Linux with glibc and for macOS, each on x64 and arm64; on Windows run it in WSL.`,
      { cause },
    );
  }
};

const NO_LABELS = new Set();

/** At once, even while an operation is being planned. */
const end = () => process.kill(process.pid, "SIGKILL");

const open = async (supergraphSdl) => {
  const { QueryPlanner } = await load();
  return new QueryPlanner(supergraphSdl);
};

/** The result of a promise, as a message. */
const answerWith = (promise, name) =>
  promise.then(
    (value) => send({ [name]: value ?? null }),
    (error) => send({ error: error instanceof Error ? error.message : String(error) }),
  );

// A terminal or service manager signals the whole group: the gateway still answers what it has begun.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.once("disconnect", end);
if (!process.connected) end();

let planner;
process.on("message", ({ supergraphSdl, operation }) => {
  if (supergraphSdl !== undefined) {
    planner = open(supergraphSdl);
    answerWith(
      planner.then(() => true),
      "ready",
    );
    return;
  }
  // Not on the main thread, so that the end of the gateway is noticed meanwhile.
  answerWith(
    planner.then((each) => each.planAsync(operation, null, NO_LABELS, 0)).then(({ node }) => node),
    "node",
  );
});
