import type { Transport } from "./transport.ts";

/** The transports of one loaded supergraph, held while requests run on it. */
export interface Lease {
  transport(name: string, url: string): Transport;
  hold(): () => void;
  /** Once nothing holds the lease any more, closes the transports that no other lease uses. */
  end(): Promise<void>;
}

/** Keeps one transport per subgraph and address, across reloads of the supergraph. */
export const createTransportPool = (create: (name: string, url: string) => Transport) => {
  const entries = new Map<string, { readonly transport: Transport; users: number }>();

  const lease = (): Lease => {
    const used = new Set<string>();
    let holders = 0;
    let drained: (() => void) | undefined;

    return {
      transport: (name, url) => {
        const key = JSON.stringify([name, url]);
        const entry = entries.get(key) ?? { transport: create(name, url), users: 0 };
        entries.set(key, entry);
        if (!used.has(key)) entry.users++;
        used.add(key);
        return entry.transport;
      },
      hold: () => {
        holders++;
        return () => {
          if (--holders === 0) drained?.();
        };
      },
      end: async () => {
        if (holders > 0) await new Promise<void>((resolve) => (drained = resolve));
        const idle = [...used].filter((key) => {
          const entry = entries.get(key);
          return entry && --entry.users === 0;
        });
        used.clear();
        await Promise.all(
          idle.map((key) => {
            const transport = entries.get(key)?.transport;
            entries.delete(key);
            return transport?.close?.();
          }),
        );
      },
    };
  };
  return { lease };
};
