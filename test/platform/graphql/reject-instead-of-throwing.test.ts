import { describe, expect, it } from "@jest/globals";
import { execute, parse } from "graphql";
import { defineSubgraph } from "../../../platform/graphql/subgraph.ts";
import { given } from "../../support/given.ts";
import { rejectionsDuring } from "../../support/rejections.ts";

describe("A list in which one item fails at once and another later", () => {
  it("leaves no unhandled rejection", async () => {
    const { schema } = defineSubgraph({
      name: "test",
      sdl: `scalar DateTime scalar Decimal scalar EmailAddress scalar URL scalar CountryCode scalar Currency
        type Query { items: [Item!]! } type Item { value: Int! }`,
      resolvers: {
        Query: { items: () => [{ late: true }, { late: false }] },
        Item: {
          value: ({ late }: { late: boolean }) => {
            if (late) return new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 5));
            throw new Error("at once");
          },
        },
      },
      entities: [],
      createContext: ({ viewer }) => ({ viewer }),
    });
    const unhandled = await rejectionsDuring(async () => {
      const { errors } = await execute({
        schema,
        document: parse("{ items { value } }"),
        contextValue: { viewer: given.tenant() },
      });
      await new Promise((resolve) => setTimeout(resolve, 20));

      expect(errors).toHaveLength(1);
    });

    expect(unhandled).toEqual([]);
  });
});
