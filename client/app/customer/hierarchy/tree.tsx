import { type FocusEvent, useMemo, useState } from "react";
import { useCustomerHierarchyQuery } from "../../../react.ts";
import { Failed } from "../../ui/failed.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { moveInTree } from "./keys.ts";
import { TreeNode } from "./node.tsx";
import { TreeContext } from "./state.ts";

/**
 * The hierarchy below a customer, following the ARIA tree pattern. Each level is loaded when it is
 * expanded. Up and Down move through the visible items, Right expands and enters, Left collapses
 * and leaves.
 */
export const Tree = ({ root, label }: { root: { id: string; displayName: string }; label: string }) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([root.id]));
  const [current, setCurrent] = useState(root.id);
  const { data, loading, error, refetch } = useCustomerHierarchyQuery({
    variables: { id: root.id },
    errorPolicy: "all",
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });

  const state = useMemo(
    () => ({
      open,
      current,
      setOpen: (id: string, isOpen: boolean) =>
        setOpen((before) => new Set(isOpen ? [...before, id] : [...before].filter((other) => other !== id))),
    }),
    [open, current],
  );
  const follow = ({ target }: FocusEvent<HTMLElement>) => {
    const id = target.closest<HTMLElement>("[role=treeitem]")?.dataset.id;
    if (id) setCurrent(id);
  };

  const customer = data?.customer;
  if (!customer && loading) return <Skeleton lines={2} />;
  if (!customer)
    return error ? <Failed what="The hierarchy" retry={() => void refetch().catch(() => undefined)} /> : null;
  return (
    <TreeContext value={state}>
      {/** biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an expandable list is a tree */}
      <ul role="tree" className="tree" aria-label={label} onKeyDown={moveInTree} onFocus={follow}>
        <TreeNode customer={customer} level={1} position={1} size={1} isRoot />
      </ul>
    </TreeContext>
  );
};
