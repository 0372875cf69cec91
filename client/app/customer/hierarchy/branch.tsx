import type { ComponentType } from "react";
import { useCustomerChildrenQuery } from "../../../react.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format.ts";
import type { NodeProps } from "./node-props.ts";

interface Props {
  readonly id: string;
  readonly level: number;
  /** Renders a child and its own branch. Passed in to avoid an import cycle. */
  readonly Node: ComponentType<NodeProps>;
}

/** The direct children of a customer, loaded page by page. */
export const Branch = ({ id, level, Node }: Props) => {
  const { data, previousData, loading, error, fetchMore, refetch } = useCustomerChildrenQuery({
    variables: { id },
    errorPolicy: "all",
  });
  const children = (data ?? previousData)?.customer?.children;
  if (!children && error) {
    return (
      <p className="failed" role="alert">
        These customers are not available right now.{" "}
        <Button onClick={() => void refetch().catch(() => undefined)}>Try again</Button>
      </p>
    );
  }

  const { nodes = [], pageInfo, totalCount = 0 } = children ?? {};
  const after = pageInfo?.hasNextPage ? pageInfo.endCursor : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: ARIA requires a nested list of a tree to be a group
    <ul id={`branch-${id}`} role="group" aria-busy={loading}>
      {!children && (
        <li role="none" className="coming">
          <span className="bar" />
          <span className="unseen">Loading…</span>
        </li>
      )}
      {nodes.map((customer, index) => (
        <Node key={customer.id} customer={customer} level={level} position={index + 1} size={totalCount} />
      ))}
      {after && (
        <li role="none">
          <div role="treeitem" className="node" aria-level={level} tabIndex={-1} data-id={`${id} more`}>
            <span className="no-twisty" />
            <button
              type="button"
              className="button quiet more-items"
              tabIndex={-1}
              disabled={loading}
              onClick={() => void fetchMore({ variables: { after } }).catch(() => undefined)}
            >
              {`${formatNumber(totalCount - nodes.length)} more`}
            </button>
          </div>
        </li>
      )}
    </ul>
  );
};
