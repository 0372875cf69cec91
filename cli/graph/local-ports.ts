/** Where `npm run subgraph` puts the first subgraph on one's own machine; the others follow in the order of the SDL. */
export const FIRST_PORT = 4001;
