import { useSyncExternalStore } from "react";

/** A value that is set outside of React, and followed by what shows it. */
export interface Store<T> {
  set(value: T): void;
  use(): T;
}

export const createStore = <T>(first: T): Store<T> => {
  let current = first;
  const listeners = new Set<() => void>();

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    set: (value) => {
      current = value;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, () => current),
  };
};
