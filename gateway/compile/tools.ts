import type { PossibleTypes } from "../execute/path.ts";
import type { ResponseReader } from "../execute/read-response.ts";
import type { Transport } from "../transport/transport.ts";
import type { Names } from "./names.ts";

/** What compiling a plan needs to know of the graph, the same for every operation. */
export interface GraphTools {
  readonly transport: (service: string) => Transport;
  /** No field of the graph begins with it. */
  readonly prefix: string;
  readonly possibleTypes: PossibleTypes;
  /** Whether a `__typename` is not conclusive: an interface object's subgraph returns the interface's name. */
  readonly isAbstract: (typename: unknown) => boolean;
  /** Interfaces that some subgraph knows only as an object. */
  readonly interfaceObjects: ReadonlySet<string>;
  readonly responses: ResponseReader;
}

/** The same, with the names of one operation. */
export interface Tools extends GraphTools {
  readonly names: Names;
}
