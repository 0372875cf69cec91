const COLOURS = 6;

/** Any name has a colour; by this factor those of this project differ. */
const FACTOR = 18;

const colourOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * FACTOR + letter.charCodeAt(0)) % 65_521, 0) % COLOURS;

/** The name of a subgraph, everywhere in the same colour. */
export const Subgraph = ({ name }: { readonly name: string }) => (
  <strong className={`cost-subgraph cost-colour-${colourOf(name)}`}>{name}</strong>
);

/** The class of a bar that stands for a subgraph. */
export const barOf = (name: string): string => `cost-bar cost-colour-${colourOf(name)}`;
