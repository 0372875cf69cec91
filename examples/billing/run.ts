import { Argument, Command } from "commander";
import { runMain } from "../../platform/process/main.ts";

/** The tasks, each loaded only when it is run. */
const TASKS = {
  compose: {
    about: "write the supergraph of all six subgraphs",
    run: async () => (await import("./run/compose.ts")).compose(),
  },
  migrate: {
    about: "migrate the tables of all six, as npm run migrate does",
    run: async () => (await import("./run/migrate.ts")).migrate(),
  },
  start: {
    about: "run all six in this process, as npm start does",
    run: async () => (await import("./run/start.ts")).start(),
  },
  subgraph: { about: "run only billing, over HTTP", run: async () => (await import("./run/subgraph.ts")).subgraph() },
};

await runMain(async () => {
  const about = Object.entries(TASKS).map(([name, task]) => `  ${name.padEnd(10)}${task.about}`);
  const [task] = new Command("npm run billing --")
    .description("Runs the example of a sixth subgraph, billing: see docs/extending.md.")
    .addArgument(new Argument("<task>", "what to do").choices(Object.keys(TASKS)))
    .addHelpText(
      "after",
      `\nTasks:\n${about.join("\n")}\n\nThe environment variables are those of npm start, npm run subgraph and npm run migrate.`,
    )
    .parse().processedArgs as [keyof typeof TASKS];
  await TASKS[task].run();
});
