/** The bounds of a cache: the number of entries, and their total length. */
interface Bounds {
  readonly entries: number;
  readonly length: number;
}

/** In the form of Apollo Server's caches. */
export interface BoundedCache<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<boolean>;
}

/** Keeps values in this process, bounded in number and length; the least recently used goes first. */
export const createBoundedCache = <Value>(most: Bounds, lengthOf: (value: Value) => number): BoundedCache<Value> => {
  const entries = new Map<string, { readonly value: Value; readonly length: number }>();
  let length = 0;

  const forget = (key: string): boolean => {
    length -= entries.get(key)?.length ?? 0;
    return entries.delete(key);
  };

  return {
    get: async (key) => {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set: async (key, value) => {
      forget(key);
      const entry = { value, length: lengthOf(value) };
      entries.set(key, entry);
      length += entry.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= most.entries && length <= most.length) return;
        forget(oldest);
      }
    },
    delete: async (key) => forget(key),
  };
};
