import type { IncomingMessage, ServerResponse } from "node:http";
import { contentTypeOf } from "./content-types.ts";
import type { Files } from "./files.ts";

const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  String(headers["accept-encoding"] ?? "")
    .split(",")
    .some((part) => /^\s*gzip\s*(;|$)/i.test(part) && !/;\s*q=0(\.0*)?\s*$/i.test(part));

/** Sends a file, or its compressed form if the client accepts that; returns false if there is none of that name. */
export const sendFile = async (
  request: IncomingMessage,
  response: ServerResponse,
  files: Files,
  path: string,
): Promise<boolean> => {
  const plain = await files.read(path);
  if (!plain) return false;
  const small = acceptsGzip(request) ? await files.read(`${path}.gz`) : undefined;
  const content = small ?? plain;

  response.setHeader("vary", "accept-encoding");
  response.setHeader("content-type", contentTypeOf(path));
  if (small) response.setHeader("content-encoding", "gzip");
  response.writeHead(200, { "content-length": content.length });
  response.end(content);
  return true;
};
