import { Explained } from "../process/explained.ts";

/** A wrong setting: its name, its value as it may be printed, and what would be right. */
export interface Fault {
  readonly name: string;
  readonly given: string;
  readonly expected: string;
}

const lineOf = ({ name, given, expected }: Fault): string => `  ${name}: ${given}\n    expected ${expected}`;

/** Every fault of the environment in one message. */
export class ConfigError extends Explained {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? "One setting is" : `${faults.length} settings are`;
    super([`${count} wrong:`, ...faults.map(lineOf)].join("\n"));
    this.faults = faults;
  }
}
