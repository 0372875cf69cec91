import { usageError } from "./usage-error.ts";

const hexadecimal = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * The id of a trusted document: the SHA-256 of its text. Browsers hash only in secure contexts
 * (HTTPS or localhost).
 */
export const documentId = async (text: string): Promise<string> => {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle)
    throw usageError(
      "trustedDocuments needs crypto.subtle, which browsers have on pages from HTTPS and localhost only.",
    );
  return `sha256:${hexadecimal(await subtle.digest("SHA-256", new TextEncoder().encode(text)))}`;
};
