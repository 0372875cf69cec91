import { borrow, borrowed } from "./borrowed.ts";

const FOLDER = "customer-graph-bench";
const PACKAGES = ["@apollo/gateway@2.14.4", "@apollo/server@5.5.1", "@apollo/subgraph@2.14.4", "graphql@16.15.0"];

/**
 * `@apollo/gateway` is 249 packages under the Elastic licence: it is not part of the project and installed only for
 * measuring.
 */
export const installApolloGateway = (): void => borrow(FOLDER, PACKAGES);

/** Apollo Server and its gateway, from the same installation. */
export const apolloGateway = () => {
  const required = borrowed(FOLDER);
  return { ...required("@apollo/server"), ...required("@apollo/gateway") };
};
