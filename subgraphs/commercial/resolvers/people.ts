import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";

export const people: Resolvers<Context> = {
  Viewer: {
    /** A representation is input: it names whoever asks, or nobody. */
    __resolveReference: ({ subject }, { viewer }) => (subject === viewer.subject ? viewer : null),
    name: async ({ name, subject }, _, { loaders }) =>
      name ?? (await loaders.employeeBySubject.load(subject))?.name ?? subject,
    employee: ({ subject }, _, { loaders }) => loaders.employeeBySubject.load(subject),
  },
};
