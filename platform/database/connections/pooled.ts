const pooled = new WeakSet<object>();

/** Marks a connection as leading to a pooler, not to the server itself. */
export const markPooled = (client: object): void => void pooled.add(client);

export const isPooled = (client: object): boolean => pooled.has(client);
