import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { MIMEType } from "node:util";
import { explainInexact, findInexact } from "../../values/exact-json.ts";
import type { BufferBudget } from "./buffer-budget.ts";

/** Why a body was refused, with its HTTP status. */
export class BodyError extends Error {
  readonly status: 400 | 408 | 413 | 415;

  constructor(status: BodyError["status"], message: string) {
    super(message);
    this.status = status;
  }
}

const tooLong = (most: number): BodyError => new BodyError(413, `The body may have ${most} bytes at most.`);

/** Parameters other than `charset` have no meaning for JSON. */
const isJson = (contentType = ""): boolean => {
  try {
    const { essence, params } = new MIMEType(contentType);
    return essence === "application/json" && /^utf-?8$/i.test(params.get("charset") ?? "utf-8");
  } catch {
    return false;
  }
};

/** How much of a body is read, for how long, and where it is counted while it arrives. */
interface Bounds {
  readonly most: number;
  readonly signal: AbortSignal;
  readonly budget: BufferBudget;
}

const readBytes = (request: IncomingMessage, { most, signal, budget }: Bounds): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    let isOver = false;
    const end = (settle: () => void): void => {
      settle();
      isOver = true;
      chunks = [];
      reservation.release();
    };
    const refuse = (error: BodyError): void => end(() => reject(error));
    const reservation = budget(() =>
      refuse(new BodyError(408, "The body came too slowly while others needed the room.")),
    );

    request.on("data", (chunk: Buffer) => {
      if (isOver) return;
      bytes += chunk.length;
      if (bytes > most) return refuse(tooLong(most));
      chunks.push(chunk);
      reservation.grow(chunk.length);
    });
    request.on("end", () => end(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))));
    const broken = (): void => {
      if (!request.complete) refuse(new BodyError(400, "The body is not complete."));
    };
    request.on("close", broken).on("error", broken);
    signal.addEventListener("abort", () => refuse(new BodyError(408, "The body did not come in time.")), {
      once: true,
    });
  });

/** The JSON value of a body, or a BodyError: another media type, too long, too late, cut off, not UTF-8, not JSON. */
export const readJsonBody = async (request: IncomingMessage, bounds: Bounds): Promise<unknown> => {
  const { most } = bounds;
  const { "content-type": type, "content-encoding": encoding = "identity", "content-length": length } = request.headers;
  if (!isJson(type)) throw new BodyError(415, "Send the request as application/json.");
  if (encoding.toLowerCase() !== "identity") throw new BodyError(415, "Send the body without compression.");
  if (Number(length) > most) throw tooLong(most);

  const bytes = await readBytes(request, bounds);
  if (!isUtf8(bytes)) throw new BodyError(400, "The body is not UTF-8.");
  try {
    const text = bytes.toString();
    const inexact = findInexact(text);
    if (inexact) throw new BodyError(400, explainInexact(inexact));
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof BodyError ? error : new BodyError(400, "The body is not JSON.");
  }
};
