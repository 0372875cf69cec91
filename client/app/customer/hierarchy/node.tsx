import type { MouseEvent } from "react";
import { Link } from "react-router";
import { formatNumber } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { StatusMark } from "../../ui/marks.tsx";
import { Branch } from "./branch.tsx";
import type { NodeProps } from "./node-props.ts";
import { useTree } from "./state.ts";

/** A tree item with its children once it is expanded. */
export const TreeNode = ({ customer, level, position, size, isRoot = false }: NodeProps) => {
  const { open, current, setOpen } = useTree();
  const { id, displayName, status, children } = customer;
  const below = children.totalCount;
  const isOpen = below > 0 && open.has(id);

  const toggle = (event: MouseEvent) => {
    event.stopPropagation();
    setOpen(id, !isOpen);
  };
  return (
    <li role="none">
      <div
        role="treeitem"
        className="node"
        aria-level={level}
        aria-posinset={position}
        aria-setsize={size}
        aria-expanded={below > 0 ? isOpen : undefined}
        aria-owns={isOpen ? `branch-${id}` : undefined}
        aria-current={isRoot ? "page" : undefined}
        data-id={id}
        tabIndex={current === id ? 0 : -1}
      >
        {below > 0 ? (
          <button type="button" className="twisty" tabIndex={-1} aria-hidden="true" onClick={toggle}>
            <Icon name="chevron" />
          </button>
        ) : (
          <span className="no-twisty" />
        )}
        {isRoot ? (
          <span className="here">{displayName}</span>
        ) : (
          <Link to={`/customers/${id}`} tabIndex={-1}>
            {displayName}
          </Link>
        )}{" "}
        {below > 0 && (
          <span className="quiet number">
            {formatNumber(below)}
            <span className="unseen"> below</span>
          </span>
        )}
        {status !== "ACTIVE" && <StatusMark status={status} />}
      </div>
      {isOpen && <Branch id={id} level={level + 1} Node={TreeNode} />}
    </li>
  );
};
