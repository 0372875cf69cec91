import { Explained } from "../../platform/process/explained.ts";

/** What a file is by its first bytes, though it should be text, and what would be right. */
const KINDS: readonly { readonly begins: readonly number[]; readonly is: string; readonly right: string }[] = [
  {
    begins: [0x50, 0x4b, 0x03, 0x04],
    is: "a workbook such as .xlsx, or another ZIP archive",
    right: 'Open it in a spreadsheet program and save the sheet as "CSV UTF-8"',
  },
  {
    begins: [0xd0, 0xcf, 0x11, 0xe0],
    is: "a workbook of an old version of Excel (.xls)",
    right: 'Open it in a spreadsheet program and save the sheet as "CSV UTF-8"',
  },
  { begins: [0x1f, 0x8b], is: "compressed with gzip", right: "Unpack it first" },
];

/** The form of UTF-16 that a text begins in: by its byte order mark, else by the empty half of its first character. */
const utf16Of = ([first, second]: Uint8Array): string | null => {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second) ? "utf-16be" : null;
};

/** Throws in words what a file is, if its first bytes tell that it is not text in this encoding. */
export const checkBytes = (path: string, bytes: Uint8Array, encoding: string): void => {
  const kind = KINDS.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  if (kind) throw new Explained(`${path} is ${kind.is}. ${kind.right}. Nothing was imported.`);
  const utf16 = utf16Of(bytes);
  if (utf16 && utf16 !== encoding) {
    throw new Explained(`${path} is UTF-16, not ${encoding}. Give --encoding ${utf16}. Nothing was imported.`);
  }
};
