import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";
import { Mutation } from "./mutation.ts";
import { people } from "./people.ts";
import { Query } from "./query.ts";
import { records } from "./records.ts";
import { CommercialRelationship } from "./relationship.ts";

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    relationship: ({ id }, _, { loaders }) => loaders.relationshipByCustomerId.load(id),
  },
  CommercialRelationship,
  ...people,
  ...records,

  Employee: { __resolveReference: ({ id }, { loaders }) => loaders.employeeById.load(id) },
  PriceList: { __resolveReference: ({ id }, { loaders }) => loaders.priceListById.load(id) },
  StatusLabel: { __resolveReference: ({ id }, { loaders }) => loaders.statusLabelById.load(id) },
  CustomerLabel: { __resolveReference: ({ id }, { loaders }) => loaders.labelById.load(id) },

  CustomerActivityConnection: { totalCount: (page) => page.totalCount() },
  CustomerAttachmentConnection: { totalCount: (page) => page.totalCount() },
  EmployeeConnection: { totalCount: (page) => page.totalCount() },
  CustomerLabelConnection: { totalCount: (page) => page.totalCount() },
  CustomerNoteConnection: { totalCount: (page) => page.totalCount() },
  PriceListConnection: { totalCount: (page) => page.totalCount() },
  FunnelStageChangeConnection: { totalCount: (page) => page.totalCount() },
  StatusLabelConnection: { totalCount: (page) => page.totalCount() },
};
