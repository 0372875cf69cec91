import { Command } from "commander";
import { type CommandName, environmentTable } from "./environment.ts";

/** A command of this project: its environment told by `--help`, and nothing accepted that it does not know. */
export const createCommand = (name: CommandName, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError("(run it with --help to see what it accepts)")
    .addHelpText("after", `\nEnvironment variables (and their defaults):\n${environmentTable(name)}`);
