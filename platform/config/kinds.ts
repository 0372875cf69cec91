import { isDay } from "../values/moments.ts";

/** How the text of a setting is parsed. */
export interface Kind<T> {
  /** What would be right, to follow the word "expected". */
  readonly expected: string;
  /** Returns undefined for an invalid text. */
  parse(text: string): T | undefined;
  /** The text as it may be printed, if it may contain a secret. */
  show?(text: string): string;
  /** Whether `<NAME>_FILE` may name a file with the text instead, so that no secret is in the environment. */
  readonly fromFile?: boolean;
}

export const wholeNumber = (least: number, most: number): Kind<number> => ({
  expected: `a whole number from ${least} to ${most}`,
  parse: (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  },
});

export const oneOf = <const T extends string>(values: readonly T[]): Kind<T> => ({
  expected: `one of ${values.join(", ")}`,
  parse: (text) => values.find((value) => value === text),
});

export const flag: Kind<boolean> = {
  expected: "0 or 1",
  parse: (text) => (text === "1" ? true : text === "0" ? false : undefined),
};

/** A calendar day, no later than the last one. */
export const day = (last: string): Kind<string> => ({
  expected: `a day such as 2027-01-31, at the latest ${last}`,
  parse: (text) => (isDay(text) && text <= last ? text : undefined),
});

export const words: Kind<string> = { expected: "any text", parse: (text) => text };

const sizeOnly = (text: string): string => `(${Buffer.byteLength(text)} bytes, not shown)`;

/** Secrets that are valid at the same time, so that one can replace another. The first is the one in use. */
export type Secrets = readonly [string, ...string[]];

/**
 * A shared secret, or several separated by commas or line breaks. Printable ASCII, so that each also fits an HTTP
 * header. It can be read from a file.
 */
export const secrets = (leastBytes: number): Kind<Secrets> => ({
  expected: `at least ${leastBytes} printable ASCII characters without a comma, such as the output of: openssl rand -base64 48; or several different secrets of that kind, separated by commas`,
  parse: (text) => {
    const found = text.split(/\s*[,\n]\s*/).map((item) => item.trim());
    const right = found.every((item) => /^[\x21-\x7e]+$/.test(item) && item.length >= leastBytes);
    const [first, ...others] = found;
    return first && right && new Set(found).size === found.length ? [first, ...others] : undefined;
  },
  show: sizeOnly,
  fromFile: true,
});

const parsedUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

const withoutPassword = (text: string): string => {
  const url = parsedUrl(text);
  if (!url?.host) return sizeOnly(text);
  return `${url.protocol}//${url.username && "…@"}${url.host}${url.pathname}`;
};

export const httpUrl: Kind<string> = {
  expected: "an http:// or https:// URL without user and password",
  parse: (text) => {
    const url = parsedUrl(text);
    return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  },
  show: withoutPassword,
};

export const postgresUrl: Kind<string> = {
  expected: "a URL such as postgres://user:password@host:5432/database",
  parse: (text) => (/^postgres(ql)?:$/.test(parsedUrl(text)?.protocol ?? "") ? text : undefined),
  show: withoutPassword,
  fromFile: true,
};

const originOf = (text: string): string | undefined => {
  const url = parsedUrl(text);
  return url && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
};

const items = (text: string): readonly string[] => text.split(",").map((item) => item.trim());

export const origins: Kind<readonly string[]> = {
  expected: "origins separated by commas, each exactly scheme://host[:port], such as https://app.example.com",
  parse: (text) => {
    const found = items(text).map(originOf);
    return found.every((origin) => origin !== undefined) ? found : undefined;
  },
};

/** The URL of each named subgraph. */
export type SubgraphUrls = ReadonlyMap<string, string>;

export const subgraphUrls = (names?: readonly string[]): Kind<SubgraphUrls> => ({
  expected: `name=URL pairs separated by commas${names ? `, with names out of ${names.join(", ")}` : ""}, such as ${names?.[0] ?? "identity"}=http://localhost:4001/graphql`,
  parse: (text) => {
    const pairs = items(text).map((item) => /^([\w-]+)=(.+)$/.exec(item));
    const entries = pairs.map((pair) => [pair?.[1] ?? "", httpUrl.parse(pair?.[2] ?? "") ?? ""] as const);
    const right = entries.every(([name, url]) => url !== "" && (names?.includes(name) ?? true));
    const urls = new Map(entries);
    return right && urls.size === entries.length ? urls : undefined;
  },
  show: (text) => text.replace(/\/\/[^/,@]*@/g, "//…@"),
});
