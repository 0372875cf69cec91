import { Argument, Command } from "commander";
import { runMain } from "../../platform/process/main.ts";

/** What can be run, with what it does. Each is read only when it is asked for. */
const TASKS = {
  compose: { about: "write the supergraph of all six", run: async () => (await import("./run/compose.ts")).compose() },
  migrate: {
    about: "bring the tables of all six up to date, as npm run migrate does",
    run: async () => (await import("./run/migrate.ts")).migrate(),
  },
  start: {
    about: "run all six in this process, as npm start does",
    run: async () => (await import("./run/start.ts")).start(),
  },
  subgraph: { about: "run billing alone, over HTTP", run: async () => (await import("./run/subgraph.ts")).subgraph() },
};

await runMain(async () => {
  const about = Object.entries(TASKS).map(([name, task]) => `  ${name.padEnd(10)}${task.about}`);
  const [task] = new Command("npm run billing --")
    .description("The example of a sixth subgraph: docs/extending.md.")
    .addArgument(new Argument("<task>", "what to do").choices(Object.keys(TASKS)))
    .addHelpText(
      "after",
      `\nTasks:\n${about.join("\n")}\n\nThe environment is that of npm start, npm run subgraph and npm run migrate.`,
    )
    .parse().processedArgs as [keyof typeof TASKS];
  await TASKS[task].run();
});
