/**
 * The port of the first subgraph under `npm run subgraph` on the local machine; the others follow in the order of the
 * SDL.
 */
export const FIRST_PORT = 4001;
