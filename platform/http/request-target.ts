/** The target of a request: a path with its query string, and the host if the target names one. */
export interface RequestTarget {
  readonly url: string;
  readonly host?: string;
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is;
const HOST = /^(?:[\w.~!$&'()*+,;=%-]+|\[[\da-f:.]+\])(?::\d*)?$/i;
const UNRESERVED = /^[\w.~-]$/;

/** A percent-encoded letter, digit or one of `-._~` equals the character itself. Others, such as `%2F`, do not. */
const normalPath = (path: string): string | undefined => {
  if (/%(?![\da-f]{2})/i.test(path)) return undefined;
  return path.replace(/%[\da-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return UNRESERVED.test(character) ? character : encoded.toUpperCase();
  });
};

/** Parses a request target, `/graphql?…` or `http://host/graphql?…` (RFC 9112, 3.2), or returns why it is invalid. */
export const requestTarget = (text: string): RequestTarget | { readonly fault: string } => {
  const [, host, afterHost = ""] = ABSOLUTE.exec(text) ?? [];
  if (host !== undefined && !HOST.test(host)) return { fault: `"${host}" in the request target is not a host.` };
  const local = host === undefined ? text : afterHost.replace(/^(?!\/)/, "/");
  if (!/^[/*]/.test(local)) return { fault: "The request target must be a path such as /graphql, or an http address." };

  const end = local.search(/[?#]/);
  const raw = end < 0 ? local : local.slice(0, end);
  const path = normalPath(raw);
  if (path === undefined) return { fault: `The path "${raw}" has a % that is not followed by two hexadecimal digits.` };
  return { url: end < 0 ? path : path + local.slice(end), ...(host !== undefined && { host }) };
};
