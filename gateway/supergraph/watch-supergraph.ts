import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Gateway } from "../request/graph-gateway.ts";

interface WatchOptions {
  /** Milliseconds between two checks of the file. */
  readonly interval?: number;
  readonly onReplaced?: () => void;
  /** Told why a changed file was refused; the gateway keeps its supergraph. */
  readonly onRefused?: (error: Error) => void;
}

const SECOND = 1_000;

/**
 * Loads a supergraph's file again whenever its content changes, until the returned function is called. It polls instead
 * of waiting for events, which do not arrive for files that are replaced, mounted or linked.
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
