import { namedViewer } from "../../common/named-viewer.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";

export const people: Resolvers<Context> = {
  Viewer: {
    __resolveReference: namedViewer,
    name: async ({ name, subject }, _, { loaders }) =>
      name ?? (await loaders.employeeBySubject.load(subject))?.name ?? subject,
    employee: ({ subject }, _, { loaders }) => loaders.employeeBySubject.load(subject),
  },
  Actor: {
    __resolveReference: ({ subject }) => ({ subject }),
    name: async ({ subject }, _, { loaders }) => (await loaders.employeeBySubject.load(subject))?.name ?? subject,
    employee: ({ subject }, _, { loaders }) => loaders.employeeBySubject.load(subject),
  },
};
