import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { projectFile } from "../../../platform/project.ts";

const BEGIN = "<!-- npm run bench writes this -->";
const END = "<!-- until here -->";

/** The load of the machine in the last minute. */
export const loadNow = (): string => loadavg()[0]?.toFixed(1) ?? "–";

/** On what, and of what, the run was. */
export const machine = (): string => {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim()}, ${memory} GB, Linux ${release()}`;
};

/** Puts a text between the markers of a page. */
export const writeBetweenMarkers = (page: string, text: string): void => {
  const path = projectFile(page);
  const old = readFileSync(path, "utf8");
  const [from, to] = [old.indexOf(BEGIN), old.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${page} does not have the lines "${BEGIN}" and "${END}".`);
  writeFileSync(path, `${old.slice(0, from + BEGIN.length)}\n\n${text.trim()}\n\n${old.slice(to)}`);
};
