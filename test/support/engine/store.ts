/** The records behind the engine's test graph. Every subgraph reads them; only mutations write. */
export interface ProductRecord {
  id: string;
  sku: string;
  region: string;
  name: string | null;
  kind: "TOOL" | "TOY" | "FOOD";
  weight: number | null;
  width: number;
  height: number | null;
  price: number | null;
  tags: string[] | null;
  meta: unknown;
  related: string[];
  maker: string | null;
  stock: number;
}

export interface UserRecord {
  id: string;
  username: string | null;
  name: string;
  email: string | null;
  friends: string[];
  plan: { __typename: "FreePlan"; ads: boolean } | { __typename: "PaidPlan"; until: string; price: number } | null;
}

export interface MediaRecord {
  __typename: "Book" | "Film";
  id: string;
  title: string | null;
  pages?: number;
  minutes?: number;
  sku: string;
}

export interface ReviewRecord {
  id: string;
  body: string | null;
  rating: number;
  author: string | null;
  product: string | null;
  media: string | null;
}

const KINDS = ["TOOL", "TOY", "FOOD"] as const;

const products = (): ProductRecord[] =>
  Array.from({ length: 8 }, (_, n) => ({
    id: `p${n}`,
    sku: `sku-${n % 4}`,
    region: n < 4 ? "EU" : "US",
    name: n === 3 ? null : `Product ${n}`,
    kind: KINDS[n % 3] ?? "TOOL",
    weight: n === 2 ? null : n + 0.5,
    width: n,
    height: n === 5 ? null : n * 2,
    price: n === 6 ? null : 10 * n,
    tags: n === 1 ? null : ["a", `t${n}`],
    meta: n % 2 ? { nested: [n, { deep: null }] } : n,
    related: [`p${(n + 1) % 8}`, `p${(n + 3) % 8}`, "p0"],
    maker: n === 4 ? null : `m${n % 2}`,
    stock: n * 7,
  }));

const users = (): UserRecord[] =>
  Array.from({ length: 5 }, (_, n) => ({
    id: `u${n}`,
    username: n === 4 ? null : `user${n}`,
    name: `User ${n}`,
    email: n === 1 ? null : `user${n}@example.org`,
    friends: [`u${(n + 1) % 5}`, `u${(n + 2) % 5}`],
    plan:
      n === 0
        ? null
        : n % 2
          ? { __typename: "FreePlan", ads: true }
          : { __typename: "PaidPlan", until: "2030-01-01", price: n },
  }));

const media = (): MediaRecord[] => [
  { __typename: "Book", id: "b0", title: "A book", pages: 100, sku: "sku-b0" },
  { __typename: "Book", id: "b1", title: null, pages: 7, sku: "sku-b1" },
  { __typename: "Film", id: "f0", title: "A film", minutes: 90, sku: "sku-f0" },
];

const reviews = (): ReviewRecord[] =>
  Array.from({ length: 10 }, (_, n) => ({
    id: `r${n}`,
    body: n === 7 ? null : `Review ${n}`,
    rating: n % 6,
    author: n === 8 ? null : `u${n % 5}`,
    product: n % 3 === 0 ? null : `p${n % 8}`,
    media: n % 3 === 0 ? (["b0", "b1", "f0"][n % 9 === 0 ? 0 : (n / 3) % 3] ?? null) : null,
  }));

export const createStore = () => ({
  products: products(),
  users: users(),
  media: media(),
  reviews: reviews(),
  makers: [
    { id: "m0", name: "Acme", country: "DE" },
    { id: "m1", name: null, country: "FR" },
  ],
  warehouses: [
    { code: "W1", city: "Hamburg", products: ["p0", "p1", "p5"] },
    { code: "W2", city: null, products: ["p2", "p3", "p4", "p7"] },
  ],
  /** What was written, in order. */
  writes: [] as string[],
});

export type Store = ReturnType<typeof createStore>;
