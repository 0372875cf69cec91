import { existsSync, readFileSync } from "node:fs";
import { projectFile } from "../../platform/project.ts";
import { isCaseOf, titlesIn } from "./test-titles.ts";

/** A test as referenced by a page of the documentation. */
export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

const LINK = /\[((?:\\.|[^\]\\])+)\]\(\.\.\/(test\/[\w./-]+)\)/g;

/** The tests that Markdown links to: `[block › title](../test/file.test.ts)`. */
export const testsNamedIn = (markdown: string): NamedTest[] =>
  [...markdown.matchAll(LINK)].map(([, title, file]) => ({
    file: file ?? "",
    title: (title ?? "").replace(/\\(.)/g, "$1"),
  }));

const sources = new Map<string, { readonly text: string; readonly titles: readonly string[] }>();

const sourceOf = (file: string) => {
  const known = sources.get(file);
  if (known) return known;
  const text = existsSync(projectFile(file)) ? readFileSync(projectFile(file), "utf8") : "";
  const source = { text, titles: titlesIn(text) };
  sources.set(file, source);
  return source;
};

/** Number of tests in a file with a title, either verbatim or with a case in place of `%s`. */
export const countOfNamed = ({ file, title: name }: NamedTest): number => {
  const { text, titles } = sourceOf(file);
  const written = titles.filter((title) => title === name || title.endsWith(` › ${name}`));
  return written.length > 0 ? written.length : titles.filter((title) => isCaseOf(title, name, text)).length;
};
