import { readdirSync, readFileSync } from "node:fs";

const MS_PER_TICK = 10;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** CPU of it and of its children that have ended, in milliseconds. */
  readonly cpu: number;
}

const processOf = (pid: string): Process[] => {
  try {
    const [, afterName = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) (?=\S \d)/);
    const fields = afterName.split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
    return [{ pid: Number(pid), parent: Number(fields[1]), cpu: ticks * MS_PER_TICK }];
  } catch {
    return []; // It has ended meanwhile.
  }
};

/** Some processes with all their descendants. Linux only. */
const treeOf = (roots: readonly number[]): Process[] => {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processOf);
  const below = (parents: readonly Process[]): Process[] => {
    const children = all.filter(({ parent }) => parents.some(({ pid }) => pid === parent));
    return children.length > 0 ? [...parents, ...below(children)] : [...parents];
  };
  return below(all.filter(({ pid }) => roots.includes(pid)));
};

/** The CPU that some processes and their descendants have used, in milliseconds. */
export const cpuOf = (roots: readonly number[]): number => treeOf(roots).reduce((sum, { cpu }) => sum + cpu, 0);

/** The memory that some processes and their descendants have in use (RSS), in MB. */
export const memoryOf = (roots: readonly number[]): number =>
  treeOf(roots).reduce((sum, { pid }) => {
    const [, kilobytes = 0] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return sum + Number(kilobytes) / 1_024;
  }, 0);
