import type { EngineContext } from "./subgraph.ts";

const hash = (text: string) => {
  let value = 7;
  for (let index = 0; index < text.length; index++) value = (value * 31 + text.charCodeAt(index)) % 1_000_003;
  return value;
};

/** Makes about one field in `oneIn` fail: with the same salt, the same fields, wherever they are resolved. */
export const fieldFaults =
  (salt: number, oneIn: number): EngineContext["fault"] =>
  (coordinate, key) => {
    if (hash(`${salt} ${coordinate} ${key}`) % oneIn === 0) throw new Error(`secret of ${coordinate}`);
  };

/** Makes every field of a subgraph fail in the merged schema, as if the subgraph were down. */
export const subgraphFault =
  (coordinates: ReadonlySet<string>): EngineContext["fault"] =>
  (coordinate) => {
    if (coordinates.has(coordinate)) throw new Error("the subgraph is down");
  };

/** Makes fields fail by coordinate and key, such as "Product.inStock p1". */
export const fieldsFailing =
  (fields: readonly string[]): EngineContext["fault"] =>
  (coordinate, key) => {
    if (fields.includes(`${coordinate} ${key}`)) throw new Error(`secret of ${coordinate}`);
  };
