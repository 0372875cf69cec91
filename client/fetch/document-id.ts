import { usageError } from "./usage-error.ts";

const hexadecimal = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The id by which a gateway with trusted documents knows a text: its SHA-256. Browsers hash on pages from HTTPS and localhost only. */
export const documentId = async (text: string): Promise<string> => {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle)
    throw usageError(
      "trustedDocuments needs crypto.subtle, which browsers have on pages from HTTPS and localhost only.",
    );
  return `sha256:${hexadecimal(await subtle.digest("SHA-256", new TextEncoder().encode(text)))}`;
};
