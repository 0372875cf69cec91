import { Refusal } from "./errors.ts";

/**
 * Ends the work for a request whose client has left or whose deadline has passed. To a client it looks like any part
 * that did not respond in time.
 */
export class Aborted extends Refusal {
  constructor(options?: ErrorOptions) {
    super("DOWNSTREAM_SERVICE_UNAVAILABLE", "The request ended before this field was resolved.", {
      originalError: options?.cause instanceof Error ? options.cause : undefined,
    });
  }
}
