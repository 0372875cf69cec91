import type { ReviewRecord } from "../store.ts";
import type { EngineSubgraph, Resolver } from "../subgraph.ts";
import { LINK } from "../subgraph.ts";
import { productOf } from "./catalog.ts";

const review = ({ id }: ReviewRecord) => ({ __typename: "Review", id });

const read =
  (value: (record: ReviewRecord, store: Parameters<Resolver>[2]["store"]) => unknown): Resolver =>
  ({ id }, _, { store }) => {
    const record = store.reviews.find((each) => each.id === id);
    return record && value(record, store);
  };

const ofMedia: Resolver = ({ id }, _, { store }) => store.reviews.filter(({ media }) => media === id).map(review);

export const reviews: EngineSubgraph = {
  name: "reviews",
  sdl: `${LINK}
    type Query { review(id: ID!): Review latestReviews(first: Int = 3): [Review!]! }
    type Mutation { reviewAdd(productId: ID!, input: ReviewInput!): Review reviewFail: Review! }
    input ReviewInput { body: String = "no words" rating: Int! tags: [String!] }
    union Subject = Product | User
    type Review @key(fields: "id") {
      id: ID!
      body: String
      rating: Int!
      author: User @provides(fields: "username")
      product: Product
      subject: Subject
      media: Media
    }
    type User @key(fields: "id") { id: ID! username: String @external reviews(minRating: Int = 0): [Review!]! }
    type Product @key(fields: "id") { id: ID! reviews(minRating: Int): [Review!] averageRating: Float }
    type Media @key(fields: "id") @interfaceObject { id: ID! reviews: [Review!]! score: Float }
  `,
  resolvers: {
    Query: {
      review: (_, { id }, { store }) =>
        store.reviews.some((each) => each.id === id) ? { __typename: "Review", id } : null,
      latestReviews: (_, { first }, { store }) => store.reviews.slice(0, first ?? undefined).map(review),
    },
    Mutation: {
      reviewAdd: (_, { productId, input }, { store }) => {
        const id = `r${store.reviews.length}`;
        store.reviews.push({
          id,
          body: input.body ?? null,
          rating: input.rating,
          author: "u1",
          product: productId,
          media: null,
        });
        store.writes.push(`review ${productId} ${input.rating}`);
        return { __typename: "Review", id };
      },
      reviewFail: (_, __, { store }) => {
        store.writes.push("fail");
        throw new Error("failed");
      },
    },
    Review: {
      body: read(({ body }) => body),
      rating: read(({ rating }) => rating),
      author: read(
        ({ author }, store) =>
          author && { __typename: "User", id: author, username: store.users.find(({ id }) => id === author)?.username },
      ),
      product: read(({ product }) => product && { __typename: "Product", id: product }),
      subject: read(({ product, author }) =>
        product ? { __typename: "Product", id: product } : author && { __typename: "User", id: author },
      ),
      media: read(({ media }) => media && { __typename: "Media", id: media }),
    },
    User: {
      reviews: ({ id }, { minRating }, { store }) =>
        store.reviews.filter(({ author, rating }) => author === id && rating >= (minRating ?? 0)).map(review),
    },
    Product: {
      reviews: (key, { minRating }, { store }) => {
        const record = productOf(store, key);
        return store.reviews
          .filter(({ product, rating }) => product === record?.id && rating >= (minRating ?? 0))
          .map(review);
      },
      averageRating: (key, _, { store }) => {
        const record = productOf(store, key);
        const ratings = store.reviews.filter(({ product }) => product === record?.id).map(({ rating }) => rating);
        return ratings.length > 0 ? ratings.reduce((a, b) => a + b) / ratings.length : null;
      },
    },
    Media: { reviews: ofMedia, score: ({ id }) => id.length + 0.5 },
  },
};
