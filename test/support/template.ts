/** The run's migrated database, copied for every test file. */
export const TEMPLATE = "customer_graph_template";

/** The same with demo data; created by the first file that needs it. */
export const DEMO_TEMPLATE = "customer_graph_demo_template";
