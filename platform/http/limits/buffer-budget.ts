/** Part of the buffers for clients: a body still arriving, or a response not read yet. */
export interface Reservation {
  grow(bytes: number): void;
  release(): void;
}

/**
 * Starts counting the buffers of one client. It is disconnected when others need the memory and nobody has been slower.
 */
export type BufferBudget = (cutOff: () => void) => Reservation;

interface Entry {
  bytes: number;
  readonly cutOff: () => void;
}

/**
 * Bounds a process's buffers for clients that are slow to send or read: beyond this many bytes, those that have been
 * slow for longest are disconnected, so that the process survives and fast clients are served.
 */
export const createBufferBudget = (most: number): BufferBudget => {
  const entries = new Set<Entry>();
  let total = 0;

  const release = (entry: Entry): void => {
    if (entries.delete(entry)) total -= entry.bytes;
  };
  const makeRoom = (): void => {
    for (const oldest of entries) {
      if (total <= most) return;
      release(oldest);
      oldest.cutOff();
    }
  };

  return (cutOff) => {
    const entry: Entry = { bytes: 0, cutOff };
    entries.add(entry);
    return {
      grow: (bytes) => {
        if (!entries.has(entry)) return;
        entry.bytes += bytes;
        total += bytes;
        makeRoom();
      },
      release: () => release(entry),
    };
  };
};
