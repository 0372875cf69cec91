/** The migrated database of a run, which every test file gets a copy of. */
export const TEMPLATE = "customer_graph_template";

/** The same with the demo data; made by the first file of a run that needs it. */
export const DEMO_TEMPLATE = "customer_graph_demo_template";
