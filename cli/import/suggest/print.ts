import { readSample } from "./sample.ts";
import { suggest } from "./suggest.ts";

/** Prints a first mapping of a file, and on standard error what to look at in it. */
export const printSuggestion = async (file: Parameters<typeof readSample>[0]): Promise<void> => {
  const { mapping, remarks } = suggest(await readSample(file));
  process.stdout.write(`${JSON.stringify(mapping, null, 2)}\n`);
  process.stderr.write(remarks.map((remark) => `${remark}.\n`).join(""));
};
