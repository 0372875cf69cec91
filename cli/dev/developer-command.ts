import { Command } from "commander";

/**
 * A command for developers, which needs no environment: unknown options are refused, and `--help` lists the known ones.
 */
export const createDeveloperCommand = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError("(run it with --help to see what it accepts)");
