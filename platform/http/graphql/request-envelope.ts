/** A request's raw content: of a GET the query string, of a POST the JSON value of its body. */
export interface RequestEnvelope {
  readonly method: string;
  /** With its `?`; empty without one. */
  readonly search: string;
  readonly body: unknown;
}
