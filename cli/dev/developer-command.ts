import { Command } from "commander";

/** A command for developers, which needs no environment: nothing is accepted that it does not know, and `--help` tells what is. */
export const createDeveloperCommand = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError("(run it with --help to see what it accepts)");
