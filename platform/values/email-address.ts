import { domainToASCII } from "node:url";

/** The longest address that SMTP can name, in characters. */
export const LONGEST_EMAIL = 254;

/** What HTML calls a valid e-mail address. */
const VALID =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const HOST = /@(?<host>[\p{L}\p{N}\p{M}.-]+)$/u;
const ASCII = /^\p{ASCII}*$/u;

/**
 * Whether a text is an e-mail address as HTML defines it, whose domain may also be written in the letters of any
 * alphabet: `x@example.рф` as well as `x@example.xn--p1ai`.
 */
export const isEmailAddress = (text: string): boolean => {
  if (text.length > LONGEST_EMAIL) return false;
  const host = HOST.exec(text)?.groups?.host ?? "";
  return VALID.test(ASCII.test(host) ? text : text.slice(0, -host.length) + domainToASCII(host));
};
