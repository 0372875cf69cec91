import { Refusal } from "./errors.ts";

/** Ends what is done for a request whose client has left or whose time is over. To a client it is what any part is that gave no answer in time. */
export class Aborted extends Refusal {
  constructor(options?: ErrorOptions) {
    super("DOWNSTREAM_SERVICE_UNAVAILABLE", "The request ended before this field was resolved.", {
      originalError: options?.cause instanceof Error ? options.cause : undefined,
    });
  }
}
