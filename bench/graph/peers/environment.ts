/** What a peer needs to serve. */
export interface PeerEnvironment {
  readonly databaseUrl: string;
  readonly secret: string;
  /** Which subgraph to serve, if it is one. */
  readonly name: string;
  /** The addresses of the subgraphs, for a gateway. */
  readonly urls: Readonly<Record<string, string>>;
}
