import { createContext, useContext } from "react";

interface TreeState {
  readonly open: ReadonlySet<string>;
  /** The one item that the Tab key leads to. */
  readonly current: string;
  setOpen(id: string, isOpen: boolean): void;
}

export const TreeContext = createContext<TreeState>({ open: new Set(), current: "", setOpen: () => undefined });

export const useTree = (): TreeState => useContext(TreeContext);
