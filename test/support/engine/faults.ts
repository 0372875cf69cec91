import type { EngineContext } from "./facet.ts";

const hash = (text: string) => {
  let value = 7;
  for (let index = 0; index < text.length; index++) value = (value * 31 + text.charCodeAt(index)) % 1_000_003;
  return value;
};

/** Makes about one field in `oneIn` fail, the same ones for the same salt, wherever they are resolved. */
export const fieldFaults =
  (salt: number, oneIn: number): EngineContext["fault"] =>
  (coordinate, key) => {
    if (hash(`${salt} ${coordinate} ${key}`) % oneIn === 0) throw new Error(`secret of ${coordinate}`);
  };

/** Makes every field of one facet fail in the merged schema, as they do in the graph when the facet is down. */
export const facetFault =
  (coordinates: ReadonlySet<string>): EngineContext["fault"] =>
  (coordinate) => {
    if (coordinates.has(coordinate)) throw new Error("the facet is down");
  };

/** Makes fields fail by coordinate and key: "Product.inStock p1". */
export const fieldsFailing =
  (fields: readonly string[]): EngineContext["fault"] =>
  (coordinate, key) => {
    if (fields.includes(`${coordinate} ${key}`)) throw new Error(`secret of ${coordinate}`);
  };
