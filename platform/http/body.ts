import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";

/** Why a body was not taken, with the status that says so. */
export class BodyError extends Error {
  readonly status: 400 | 408 | 413 | 415;

  constructor(status: BodyError["status"], message: string) {
    super(message);
    this.status = status;
  }
}

const tooLong = (most: number): BodyError => new BodyError(413, `The body may have ${most} bytes at most.`);

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i.test(contentType ?? "");

const readBytes = (request: IncomingMessage, most: number, signal: AbortSignal): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) chunks.push(chunk);
      else reject(tooLong(most));
    });
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const broken = (): void => {
      if (!request.complete) reject(new BodyError(400, "The body is not complete."));
    };
    request.on("close", broken).on("error", broken);
    signal.addEventListener("abort", () => reject(new BodyError(408, "The body did not come in time.")), {
      once: true,
    });
  });

/** The JSON value of a body, or a BodyError: another media type, too long, too late, cut off, not UTF-8, not JSON. */
export const readJsonBody = async (request: IncomingMessage, most: number, signal: AbortSignal): Promise<unknown> => {
  const { "content-type": type, "content-encoding": encoding = "identity", "content-length": length } = request.headers;
  if (!isJson(type)) throw new BodyError(415, "Send the request as application/json.");
  if (encoding !== "identity") throw new BodyError(415, "Send the body without compression.");
  if (Number(length) > most) throw tooLong(most);

  const bytes = await readBytes(request, most, signal);
  if (!isUtf8(bytes)) throw new BodyError(400, "The body is not UTF-8.");
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new BodyError(400, "The body is not JSON.");
  }
};
