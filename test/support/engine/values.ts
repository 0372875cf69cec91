import type { Values } from "./choices.ts";

const IDS: Record<string, readonly string[]> = {
  "Query.product.id": ["p1", "p2", "p6", "none"],
  "Query.products.ids": ["p0", "p4", "p7"],
  "Query.media.id": ["b0", "f0", "none"],
  "Query.node.id": ["p3", "m0", "none"],
  "Query.warehouse.code": ["W1", "W2"],
  "Query.review.id": ["r1", "r3", "r8"],
  "Query.user.id": ["u1", "u4", "none"],
  "Mutation.productRename.id": ["p0", "none"],
  "Mutation.productBreak.id": ["p0"],
  "Mutation.reviewAdd.productId": ["p1", "p2"],
  "Mutation.userRename.id": ["u1", "none"],
  "Mutation.stockSet.sku": ["sku-1", "sku-2"],
  "RegionInput.code": ["EU", "US"],
};

/** Argument values for the engine's test graph, some of which match records and some of which do not. */
export const values: Values = (coordinate, choose) => {
  const known = IDS[coordinate];
  return known?.[choose(known.length)];
};
