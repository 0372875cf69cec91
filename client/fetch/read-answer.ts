import { CustomerGraphError, type GraphError } from "./customer-graph-error.ts";

/**
 * The graph's response. `errors` say which fields are `null` because they could not be read: it is empty if all is
 * well.
 */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly GraphError[];
}

type Fields = { readonly data?: unknown; readonly errors?: unknown };

const parsed = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

/** `Retry-After` is a number of seconds or a date. */
const secondsIn = (header: string | null): number | undefined => {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1_000));
};

/** Reads the response to one operation. Without any data it throws. */
export const readAnswer = async <Data>(response: Response): Promise<Answer<Data>> => {
  const { status, headers } = response;
  const { data, errors } = parsed(await response.text()) ?? {};
  const listed = Array.isArray(errors) ? (errors as GraphError[]) : [];
  if (typeof data === "object" && data !== null) return { data: data as Data, errors: listed };

  const retryAfter = secondsIn(headers.get("retry-after"));
  const [first] = listed;
  if (first) throw new CustomerGraphError("refused", first.message, { status, errors: listed, retryAfter });
  throw new CustomerGraphError("answer", `Not a response from the graph, status ${status}`, { status, retryAfter });
};
