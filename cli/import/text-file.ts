import { createReadStream } from "node:fs";
import { Explained } from "../../platform/process/explained.ts";
import { checkBytes } from "./check-bytes.ts";

export interface TextFile {
  readonly path: string;
  /** A name that `TextDecoder` knows, such as `utf-8` or `windows-1252`. */
  readonly encoding: string;
}

export const DEFAULT_ENCODING = "utf-8";

/** Whether a name is one of an encoding. */
export const isEncoding = (name: string): boolean => {
  try {
    return new TextDecoder(name).encoding !== "";
  } catch {
    return false;
  }
};

const FILES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read",
  EISDIR: "it is a folder",
};

const explain = (error: unknown, { path, encoding }: TextFile, line: number): unknown => {
  const { code = "" } = error as { code?: string };
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    const how = "Save it so, or name its encoding, as in --encoding windows-1252";
    return new Explained(`${path}, line ${line}: the file is not ${encoding}. ${how}. Nothing was imported.`);
  }
  return FILES[code] ? new Explained(`${path} cannot be read: ${FILES[code]}.`) : error;
};

const LINE_FEED = 0x0a;

const isValid = (bytes: Uint8Array, encoding: string): boolean => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes) !== null;
  } catch {
    return false;
  }
};

/** How many whole lines of the bytes precede the first one that is invalid. */
const countValidLines = (bytes: Buffer, encoding: string): number => {
  let count = 0;
  for (let start = 0; ; count += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end === -1 || !isValid(bytes.subarray(start, end), encoding)) return count;
    start = end + 1;
  }
};

/**
 * The text of a file in pieces, without a byte order mark. Throws in words what is wrong with the file; bytes that are
 * invalid in its encoding are, with their line.
 */
export async function* readText(file: TextFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(file.encoding, { fatal: true });
  let line = 1;
  let begun: Buffer = Buffer.of();
  let bytes: Buffer = begun;
  let isFirst = true;
  try {
    for await (bytes of createReadStream(file.path) as AsyncIterable<Buffer>) {
      if (isFirst) checkBytes(file.path, bytes, decoder.encoding);
      isFirst = false;
      const piece = decoder.decode(bytes, { stream: true });
      yield piece;
      line += piece.split("\n").length - 1;
      begun = bytes.subarray(bytes.lastIndexOf(LINE_FEED) + 1);
      bytes = Buffer.of();
    }
    yield decoder.decode();
  } catch (error) {
    throw explain(error, file, line + countValidLines(Buffer.concat([begun, bytes]), file.encoding));
  }
}

/** The lines of a file. */
export async function* readLines(file: TextFile): AsyncGenerator<string> {
  let begun = "";
  for await (const piece of readText(file)) {
    const lines = piece.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      yield begun + line;
      begun = "";
    }
    begun += last;
  }
  yield begun;
}
