import type { ErrorDescription } from "./error-description.ts";

const MOST_CHARACTERS = 2_000;

/** What subgraphs add to their errors for developers, and no log may keep: the request, and credentials. */
const PRIVATE =
  /^(variables?|variableValues|representations|arguments|args|input|inputs|query|document|body|request|headers)$/i;
const SECRET = /authorization|cookie|token|secret|password|passwd|credential|api_?key/i;

export const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (${text.length} characters)` : text;

const asJson = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value, (key, inside: unknown) => {
      if (PRIVATE.test(key) || SECRET.test(key)) return "…";
      return typeof inside === "bigint" ? String(inside) : inside;
    });
  } catch (error) {
    return `unreadable: ${String(error)}`;
  }
};

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === "string" ? value : asJson(value);
  return text === undefined || text === "{}" ? undefined : shortened(text);
};

/** A path may contain anything, even what has no text. */
const segmentOf = (segment: unknown): string => (typeof segment === "object" ? "…" : String(segment));

/**
 * An error that arrived as GraphQL over HTTP and is not an `Error` of this process: its message, path, code and
 * extensions, each of bounded length.
 */
export const describeRecord = (error: Readonly<Record<string, unknown>>): ErrorDescription => {
  const { message, path, extensions } = error;
  const { code, ...others } =
    typeof extensions === "object" && extensions !== null ? { code: undefined, ...extensions } : {};
  return {
    type: "GraphQL error",
    message: textOf(message ?? error) ?? "",
    code: textOf(code),
    path: Array.isArray(path) ? shortened(path.map(segmentOf).join(".")) : undefined,
    extensions: textOf(others),
  };
};
