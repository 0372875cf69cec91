import { createContext, useContext } from "react";

interface TreeState {
  readonly open: ReadonlySet<string>;
  /** Id of the one item in the tab order (roving tabindex). */
  readonly current: string;
  setOpen(id: string, isOpen: boolean): void;
}

export const TreeContext = createContext<TreeState>({ open: new Set(), current: "", setOpen: () => undefined });

export const useTree = (): TreeState => useContext(TreeContext);
