/** What a log says of an error. */
export interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly at?: string;
  /** The object of the database that refused, by name. */
  readonly database?: string;
  readonly path?: string;
  /** What else a subgraph in another process says of it, as JSON. */
  readonly extensions?: string;
  readonly cause?: ErrorDescription;
}
