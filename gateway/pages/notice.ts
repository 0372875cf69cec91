import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { send } from "../../platform/http/send.ts";

export interface Notice {
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly text: readonly string[];
  /** A program's output, line by line. */
  readonly output?: string;
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  /** Seconds after which the browser reloads. */
  readonly again?: number;
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 15vh auto; max-width: 40rem; padding: 0 1.5rem; }
pre { overflow: auto; padding: 1rem; border: 1px solid; font-size: .85rem; white-space: pre-wrap; }
`;

/** Its one style is allowed by its hash; nothing else may be loaded or run. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");

const htmlOf = ({ title, text, output, links = [], again }: Notice): string =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    again ? `<meta http-equiv="refresh" content="${again}">` : "",
    `<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    `<body><main><h1>${escaped(title)}</h1>`,
    ...text.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    output ? `<pre>${escaped(output)}</pre>` : "",
    ...links.map(({ href, text }) => `<p><a href="${escaped(href)}">${escaped(text)}</a></p>`),
    "</main></body></html>\n",
  ].join("");

/** Shows a browser a short text in place of a page. */
export const sendNotice = (response: ServerResponse, status: number, notice: Notice): void => {
  response.setHeader("content-security-policy", POLICY);
  send(response, status, "text/html; charset=utf-8", htmlOf(notice));
};
