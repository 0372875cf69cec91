import type { PlanFetch, PlanNode } from "./shape.ts";
import { Subgraph } from "./subgraph.tsx";

const TITLES = { Sequence: "one after the other", Parallel: "at the same time" } as const;

const FetchNode = ({ node }: { readonly node: PlanFetch }) => (
  <details>
    <summary>
      <Subgraph name={node.subgraph} /> {node.paths.length > 0 ? node.paths.join(", ") : "root fields"}
    </summary>
    <pre>{node.operation}</pre>
  </details>
);

const List = ({ nodes }: { readonly nodes: readonly PlanNode[] }) => (
  <ul>
    {nodes.map((node, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a plan is never reordered.
      <li key={at}>
        <Node node={node} />
      </li>
    ))}
  </ul>
);

const Node = ({ node }: { readonly node: PlanNode }) => {
  if (node.kind === "Fetch") return <FetchNode node={node} />;
  if (node.kind !== "Condition") {
    return (
      <>
        {TITLES[node.kind]}
        <List nodes={node.nodes} />
      </>
    );
  }
  return (
    <>
      {node.whenTrue && (
        <>
          if <code>${node.variable}</code>
          <List nodes={[node.whenTrue]} />
        </>
      )}
      {node.whenFalse && (
        <>
          if not <code>${node.variable}</code>
          <List nodes={[node.whenFalse]} />
        </>
      )}
    </>
  );
};

/** The query plan: which fetches go to which subgraph, in what order. */
export const Plan = ({ trees }: { readonly trees: readonly PlanNode[] }) => (
  <div className="cost-plan">
    <List nodes={trees} />
  </div>
);
