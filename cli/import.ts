import { type Command, InvalidArgumentError, Option } from "commander";
import { readAuthConfig, readStoreConfig } from "../platform/config/index.ts";
import { Explained } from "../platform/process/explained.ts";
import { runMain } from "../platform/process/main.ts";
import type { VocabularyName } from "../subgraphs/directory/vocabularies/titles.ts";
import { createCommand } from "./command/command.ts";
import { toVocabulary, vocabularyNames } from "./command/vocabulary-option.ts";
import { isDelimiter } from "./import/delimiter.ts";
import type { Language } from "./import/source.ts";
import { isEncoding } from "./import/text-file.ts";
import { viewerOf } from "./import/viewer.ts";

interface Options {
  readonly map?: string;
  readonly as?: VocabularyName;
  readonly suggest?: true;
  readonly tenant?: string;
  readonly workspace?: string;
  readonly batchSize: number;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly locale?: string;
  readonly match?: "name" | "email";
  readonly unknown?: "create" | "skip";
  readonly dryRun?: true;
}

const UNKNOWN = { create: "CREATE", skip: "SKIP" } as const;

const batchSize = (text: string): number => {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1_000) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 1 to 1000.");
};

const delimiter = (text: string): string => {
  const character = text === "tab" || text === "\\t" ? "\t" : text;
  if (isDelimiter(character)) return character;
  throw new InvalidArgumentError('Give one character, such as ";", or the word tab.');
};

const encoding = (text: string): string => {
  if (isEncoding(text)) return text;
  throw new InvalidArgumentError("Give the name of an encoding, such as utf-8 or windows-1252.");
};

const command = (): Command =>
  createCommand("import", "Create and update customers from a file. Importing the same file twice changes nothing.")
    .argument("<file>", "a CSV file with a header row; with --as also JSON, one record a line or one document")
    .option("--map <mapping>", "the mapping that says what the columns of a CSV file mean; see docs/importing.md")
    .option("--as <vocabulary>", `the vocabulary the records are written in: ${vocabularyNames}`, toVocabulary)
    .option("--suggest", "import nothing: print a first mapping of a CSV file, from its headings and first 200 rows")
    .option("--tenant <id>", "the tenant that owns the customers (in development: the demo tenant)")
    .option(
      "--workspace <id>",
      "the workspace to import into: new customers are local to it unless the mapping says otherwise",
    )
    .option("--batch-size <rows>", "how many rows to write in one transaction", batchSize, 50)
    .option(
      "--delimiter <character>",
      "the character between cells, or tab (default: that of the mapping, else a comma)",
      delimiter,
    )
    .option("--encoding <name>", "the file's encoding (default: that of the mapping, else utf-8)", encoding)
    .addOption(
      new Option("--match <field>", "with --as: how to find the customers of records without any id or number").choices(
        ["name", "email"],
      ),
    )
    .addOption(
      new Option(
        "--unknown <what>",
        "with --as: create the employees, labels and price lists that records name and that are unknown, or skip such references (default: refuse the records)",
      ).choices(["create", "skip"]),
    )
    .option("--locale <language>", "also take the names of countries in this language, such as de")
    .option("--dry-run", "check every row, but write nothing")
    .addHelpText("after", "\nExit code: 0 if every row was accepted, 2 if some were refused, 1 if the import failed.");

const languageOf = ({ map, as, match, unknown }: Options): Language => {
  if (map && match) throw new Explained("--match is for --as: a mapping says itself how a row finds its customer.");
  if (map && unknown)
    throw new Explained("--unknown is for --as: a mapping names employees and price lists by our ids.");
  if (as && !map) return { as };
  if (map && !as) return { map };
  throw new Explained(
    "Say what the file holds: give either --map and a mapping of its columns, or --as and a vocabulary.",
  );
};

await runMain(async () => {
  const parsed = command().parse();
  const { tenant, workspace, unknown, suggest, dryRun = false, ...options } = parsed.opts<Options>();
  const [path = ""] = parsed.args;
  if (suggest) {
    const { printSuggestion } = await import("./import/suggest/print.ts");
    await printSuggestion({ path, delimiter: options.delimiter, encoding: options.encoding });
    return;
  }
  const development = readAuthConfig(process.env) === null && process.env.NODE_ENV !== "production";
  const viewer = viewerOf({ tenant, workspace, development });
  const config = readStoreConfig(process.env);
  const language = languageOf({ ...options, unknown });

  const { runImport } = await import("./import/run.ts");
  await runImport(config, { ...options, path, language, viewer, dryRun, unknown: unknown && UNKNOWN[unknown] });
});
