const COLOURS = 6;

/** Hashes any name to a colour. Chosen so that this project's subgraphs all get different ones. */
const FACTOR = 18;

const colourOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * FACTOR + letter.charCodeAt(0)) % 65_521, 0) % COLOURS;

/** The name of a subgraph, always in the same colour. */
export const Subgraph = ({ name }: { readonly name: string }) => (
  <strong className={`cost-subgraph cost-colour-${colourOf(name)}`}>{name}</strong>
);

/** Class of a bar in a subgraph's colour. */
export const barOf = (name: string): string => `cost-bar cost-colour-${colourOf(name)}`;
