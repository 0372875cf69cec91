import { readFileSync } from "node:fs";
import { ConfigError, type Fault } from "./config-error.ts";
import type { Kind } from "./kinds.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings one by one and collects every fault, so that all are reported at once. */
export interface Reader {
  /** An empty value counts as not set. A wrong one is recorded as a fault, and the fallback returned. */
  read<T, F>(name: string, kind: Kind<T>, fallback: F): T | F;
  /** Whether the environment sets the value, directly or by a file name. */
  has(name: string): boolean;
  /** Records a fault in a combination of settings. */
  fault(name: string, expected: string): void;
  /** Throws if there was any fault. */
  finish(): void;
}

const fileSetting = (name: string): string => `${name}_FILE`;

/** The content of a file as a setting: without the final line break that editors and secret managers add. */
const readSetting = (path: string): string => readFileSync(path, "utf8").trim();

export const createReader = (env: Environment): Reader => {
  const faults: Fault[] = [];
  const given = new Set<string>();
  const textOf = (name: string): string | undefined => env[name] || undefined;

  const textIn = (name: string): string | undefined => {
    const path = textOf(fileSetting(name));
    if (path === undefined) return textOf(name);
    given.add(name);
    try {
      if (textOf(name) !== undefined) throw new Error(`either ${name} or ${fileSetting(name)}, not both`);
      const text = readSetting(path);
      if (!text) throw new Error("a file that is not empty");
      return text;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const expected = code ? `a file that can be read (${code})` : message;
      faults.push({ name: fileSetting(name), given: path, expected });
      return undefined;
    }
  };

  return {
    read: (name, kind, fallback) => {
      const text = kind.fromFile ? textIn(name) : textOf(name);
      if (text === undefined) return fallback;
      given.add(name);
      const value = kind.parse(text);
      if (value === undefined) faults.push({ name, given: (kind.show ?? String)(text), expected: kind.expected });
      return value ?? fallback;
    },
    has: (name) => given.has(name),
    fault: (name, expected) =>
      faults.push({ name, given: textOf(name) === undefined ? "(not set)" : "(set)", expected }),
    finish: () => {
      if (faults.length > 0) throw new ConfigError(faults);
    },
  };
};
