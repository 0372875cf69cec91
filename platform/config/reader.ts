import { ConfigError, type Fault } from "./config-error.ts";
import type { Kind } from "./kinds.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings one by one and remembers every fault, so that all of them can be told at once. */
export interface Reader {
  /** An empty value counts as not set. A wrong one is remembered as a fault, and the fallback returned. */
  read<T, F>(name: string, kind: Kind<T>, fallback: F): T | F;
  has(name: string): boolean;
  /** Remembers a fault that only several settings together show. */
  fault(name: string, expected: string): void;
  /** Throws if there was any fault. */
  finish(): void;
}

export const createReader = (env: Environment): Reader => {
  const faults: Fault[] = [];
  const textOf = (name: string): string | undefined => env[name] || undefined;

  return {
    read: (name, kind, fallback) => {
      const text = textOf(name);
      if (text === undefined) return fallback;
      const value = kind.parse(text);
      if (value === undefined) faults.push({ name, shown: (kind.show ?? String)(text), expected: kind.expected });
      return value ?? fallback;
    },
    has: (name) => textOf(name) !== undefined,
    fault: (name, expected) =>
      faults.push({ name, shown: textOf(name) === undefined ? "(not set)" : "(set)", expected }),
    finish: () => {
      if (faults.length > 0) throw new ConfigError(faults);
    },
  };
};
