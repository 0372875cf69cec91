import { readFile } from "node:fs/promises";
import { Explained } from "../../platform/process/explained.ts";
import { readManifest, type TrustedDocuments } from "./manifest.ts";

const textIn = (path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Explained(`The trusted documents cannot be read from ${path}: ${error.code}.`);
  });

/** Reads the manifest that TRUSTED_DOCUMENTS names, or reports all its faults; without a path any text is answered. */
export const readTrustedDocuments = async (path: string | null): Promise<TrustedDocuments | undefined> => {
  if (path === null) return undefined;
  const { documents, faults } = readManifest(await textIn(path));
  if (faults.length === 0) return documents;
  throw new Explained(
    [`The trusted documents in ${path} cannot be used:`, ...faults.map((fault) => `  - ${fault}`)].join("\n"),
  );
};
