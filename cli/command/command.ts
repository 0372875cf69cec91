import { Command } from "commander";
import { type CommandName, environmentTable } from "./environment.ts";

/** A command of this project: its environment told by `--help`, and nothing accepted that it does not know. */
export const createCommand = (name: CommandName, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError("(--help tells what is accepted)")
    .addHelpText("after", `\nEnvironment (and what holds when it is not set):\n${environmentTable(name)}`);
