const pooled = new WeakSet<object>();

/** Remembers that a connection leads to a pooler, and not to the server itself. */
export const markPooled = (client: object): void => void pooled.add(client);

export const isPooled = (client: object): boolean => pooled.has(client);
