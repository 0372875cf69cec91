import type { GraphiQLProps } from "graphiql";
import { CostPanel } from "./panel.tsx";

const Icon = () => (
  <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <path d="M3 4v13h14M7 13V9m4 4V5m4 8v-6" />
  </svg>
);

/** GraphiQL plugin that shows the cost of the last operation. */
export const COST_PLUGIN: NonNullable<GraphiQLProps["plugins"]>[number] = {
  title: "Cost",
  icon: Icon,
  content: CostPanel,
};
