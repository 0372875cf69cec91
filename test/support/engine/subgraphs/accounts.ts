import type { UserRecord } from "../store.ts";
import type { EngineSubgraph, Resolver } from "../subgraph.ts";
import { LINK } from "../subgraph.ts";

const user = (id: string) => ({ __typename: "User", id });

const read =
  (value: (record: UserRecord) => unknown): Resolver =>
  ({ id }, _, { store }) => {
    const record = store.users.find((each) => each.id === id);
    return record && value(record);
  };

export const accounts: EngineSubgraph = {
  name: "accounts",
  sdl: `${LINK}
    type Query { me: User! user(id: ID!): User users(ids: [ID!]): [User]! plans: [Plan]! }
    type Mutation { userRename(id: ID!, name: String!): User }
    union Plan = FreePlan | PaidPlan
    type FreePlan { ads: Boolean! }
    type PaidPlan { until: String price: Float! }
    type User @key(fields: "id") {
      id: ID!
      username: String
      name: String!
      email: String
      friends(first: Int = 1): [User!]!
      bestFriend: User
      plan: Plan
    }
  `,
  resolvers: {
    Query: {
      me: () => user("u1"),
      user: (_, { id }, { store }) => (store.users.some((each) => each.id === id) ? user(id) : null),
      users: (_, { ids }, { store }) =>
        (ids ?? ["u0", "u3", "u9", "u4"]).map((id: string) =>
          store.users.some((each) => each.id === id) ? user(id) : null,
        ),
      plans: (_, __, { store }) => store.users.map(({ plan }) => plan),
    },
    Mutation: {
      userRename: (_, { id, name }, { store }) => {
        const record = store.users.find((each) => each.id === id);
        if (!record) return null;
        record.name = name;
        store.writes.push(`rename ${id}`);
        return user(id);
      },
    },
    User: {
      username: read(({ username }) => username),
      name: read(({ name }) => name),
      email: read(({ email }) => email),
      friends: ({ id }, { first }, { store }) =>
        store.users
          .find((each) => each.id === id)
          ?.friends.slice(0, first ?? undefined)
          .map(user),
      bestFriend: read(({ friends }) => user(friends[0] ?? "u0")),
      plan: read(({ plan }) => plan),
    },
  },
};
