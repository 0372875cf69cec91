import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Gateway } from "../request/graph-gateway.ts";

interface WatchOptions {
  /** Milliseconds between two looks at the file. */
  readonly interval?: number;
  readonly onReplaced?: () => void;
  /** Told why a changed file was not taken; the gateway goes on with what it has. */
  readonly onRefused?: (error: Error) => void;
}

const SECOND = 1_000;

/**
 * Takes a supergraph's file up again whenever its content changes, until the returned function is called. It looks at the file instead of
 * waiting for events, which do not come for files that are replaced, mounted or linked.
 */
export const watchSupergraph = (
  path: string,
  gateway: Pick<Gateway, "supergraphSdl" | "replaceSupergraph">,
  { interval = SECOND, onReplaced = () => {}, onRefused = () => {} }: WatchOptions = {},
): (() => void) => {
  const look = async (): Promise<void> => {
    try {
      const sdl = await readFile(path, "utf8");
      if (sdl === gateway.supergraphSdl()) return;
      await gateway.replaceSupergraph(sdl);
      onReplaced();
    } catch (error) {
      onRefused(error as Error);
    }
  };
  let looking = look();
  const listener = () => {
    looking = looking.then(look);
  };
  watchFile(path, { interval, persistent: false }, listener);
  return () => unwatchFile(path, listener);
};
