/** A part of what is held for clients: a body that still comes, or an answer that is not taken yet. */
export interface Reservation {
  grow(bytes: number): void;
  release(): void;
}

/** Begins to count what is held for one client. It is cut off when others need the room and nobody has been slower. */
export type BufferBudget = (cutOff: () => void) => Reservation;

interface Entry {
  bytes: number;
  readonly cutOff: () => void;
}

/**
 * Bounds what a process holds for clients that are slow to send or to take: beyond so many bytes, those that have been at it for longest
 * are cut off, so that the process lives and whoever is quick is served.
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
