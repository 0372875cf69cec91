import { Command } from "commander";
import { type CommandName, environmentTable } from "./environment.ts";

/** A command of this project: `--help` lists its environment variables, and unknown options are refused. */
export const createCommand = (name: CommandName, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError("(run it with --help to see what it accepts)")
    .addHelpText("after", `\nEnvironment variables (and their defaults):\n${environmentTable(name)}`);
