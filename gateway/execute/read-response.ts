import { ReadRefusal } from "../../platform/process/requests/read-budgets.ts";
import { kindsOf } from "../complete/error-kinds.ts";
import type { SubgraphResponse } from "../transport/transport.ts";
import { TransportError } from "../transport/transport.ts";
import type { CheckedResponse, Report, SubgraphProblem, Words } from "./checked-response.ts";
import type { Container } from "./failure.ts";
import { isContainer } from "./failure.ts";

const isPath = (path: unknown): path is (string | number)[] =>
  Array.isArray(path) && path.every((each) => typeof each === "string" || typeof each === "number");

/** A subgraph's errors, even if they are not a proper list. */
const listOf = (errors: unknown): readonly unknown[] => {
  if (Array.isArray(errors)) return errors;
  return errors === undefined || errors === null ? [] : [errors];
};

const UNKNOWN_OUTCOME =
  " Whether the change was written is unknown: read before you repeat it, or repeat it with the same idempotencyKey.";

const unavailable = (service: string, retryAfter?: number): Words => ({
  message: `The service "${service}" is unavailable.`,
  code: "DOWNSTREAM_SERVICE_UNAVAILABLE",
  service,
  retryAfter,
});

const invalid = (service: string): Words => ({
  message: `The service "${service}" returned an invalid response.`,
  code: "DOWNSTREAM_INVALID_RESPONSE",
  service,
});

const withUnknownOutcome = (words: Words): Words => ({
  ...words,
  message: words.message + UNKNOWN_OUTCOME,
  outcome: "UNKNOWN",
});

/** For a response that exceeds what the request may read. */
const refused = (service: string, { code, message }: ReadRefusal, isWrite: boolean): Words => {
  const retryAfter = code === "DOWNSTREAM_SERVICE_UNAVAILABLE" ? 1 : undefined;
  const words: Words = { message, code, service, retryAfter };
  return isWrite ? withUnknownOutcome(words) : words;
};

/** For a fetch without a response. If it had no connection, or was refused here, it was not sent. */
const wordsOf = (service: string, error: unknown, isWrite: boolean): Words => {
  if (error instanceof ReadRefusal) return refused(service, error, isWrite);
  const { code, retryAfter, isSent } = error instanceof TransportError ? error : ({ isSent: true } as TransportError);
  const words = code === "DOWNSTREAM_INVALID_RESPONSE" ? invalid(service) : unavailable(service, retryAfter);
  return isWrite && isSent ? withUnknownOutcome(words) : words;
};

/** Makes subgraphs' responses safe to pass on: of an error, only an allow-listed code and its message. */
export const createResponseReader = (codes: ReadonlySet<string>, report: Report) => {
  const worded = (service: string, error: unknown): SubgraphProblem => {
    const { message, path, extensions } = isContainer(error) ? error : ({} as Container);
    const { code, retryAfter, outcome } = isContainer(extensions) ? extensions : ({} as Container);
    const place = isPath(path) && path.length > 0 ? path : undefined;
    if (code === "DOWNSTREAM_SERVICE_UNAVAILABLE") {
      const words = unavailable(service, typeof retryAfter === "number" ? retryAfter : undefined);
      return { ...(outcome === "UNKNOWN" ? withUnknownOutcome(words) : words), path: place };
    }
    const known = typeof code === "string" && codes.has(code) && typeof message === "string";
    return {
      message: known ? message : `The service "${service}" failed.`,
      code: known ? code : "DOWNSTREAM_SERVICE_ERROR",
      service,
      path: place,
    };
  };

  return {
    failed: (service: string, error: unknown, requestId: string, isWrite: boolean): CheckedResponse => {
      report(service, error, requestId, 1);
      return { data: null, problems: [{ ...wordsOf(service, error, isWrite), path: undefined }] };
    },
    read: (service: string, { data, errors }: SubgraphResponse, requestId: string): CheckedResponse => {
      const listed = listOf(errors);
      const isData = isContainer(data) && !Array.isArray(data);
      if (listed.length === 0) {
        if (isData) return { data, problems: [] };
        const error = new TransportError("DOWNSTREAM_INVALID_RESPONSE", "The answer has neither data nor errors.");
        report(service, error, requestId, 1);
        return { data: null, problems: [{ ...invalid(service), path: undefined }] };
      }
      for (const { error, count } of kindsOf(listed)) report(service, error, requestId, count);
      return { data: isData ? data : null, problems: listed.map((error) => worded(service, error)) };
    },
    invalid: (service: string, message: string, requestId: string): SubgraphProblem => {
      report(service, new TransportError("DOWNSTREAM_INVALID_RESPONSE", message), requestId, 1);
      return { ...invalid(service), path: undefined };
    },
  };
};

export type ResponseReader = ReturnType<typeof createResponseReader>;
