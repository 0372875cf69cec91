/** The migrated database of a run, which every test file gets a copy of. */
export const TEMPLATE = "customer_graph_template";
