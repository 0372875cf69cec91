import { Refusal } from "../../graphql/errors.ts";
import { explainInexact, findInexact } from "../../values/exact-json.ts";
import type { RequestEnvelope } from "./request-envelope.ts";

const inexactOf = ({ method, search }: RequestEnvelope) => {
  if (method !== "GET") return undefined;
  try {
    return findInexact(new URLSearchParams(search).get("variables") ?? "");
  } catch {
    return undefined;
  }
};

/** Refuses a GET with a number that would not arrive as written. Bodies are checked when they are read. */
export const checkNumbers = (envelope: RequestEnvelope): void => {
  const inexact = inexactOf(envelope);
  if (!inexact) return;
  const path = ["variables", ...inexact.path];
  throw new Refusal("BAD_REQUEST", explainInexact({ ...inexact, path }), { extensions: { http: { status: 400 } } });
};
