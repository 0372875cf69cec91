import { dateOf } from "../../../platform/values/days.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";
import { Mutation } from "./mutation.ts";
import { Query } from "./query.ts";
import { CommercialRelationship } from "./relationship.ts";

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    relationship: ({ id }, _, { loaders }) => loaders.relationshipByCustomerId.load(id),
  },
  CommercialRelationship,

  Employee: { __resolveReference: ({ id }, { loaders }) => loaders.employeeById.load(id) },
  PriceList: { __resolveReference: ({ id }, { loaders }) => loaders.priceListById.load(id) },
  Activity: { occurredAt: (row) => dateOf(row, "occurredAt") },
  Attachment: { sizeInBytes: ({ sizeInBytes }) => (sizeInBytes === null ? null : Number(sizeInBytes)) },

  ActivityConnection: { totalCount: (page) => page.totalCount() },
  AttachmentConnection: { totalCount: (page) => page.totalCount() },
  EmployeeConnection: { totalCount: (page) => page.totalCount() },
  LabelConnection: { totalCount: (page) => page.totalCount() },
  NoteConnection: { totalCount: (page) => page.totalCount() },
  PriceListConnection: { totalCount: (page) => page.totalCount() },
  StageChangeConnection: { totalCount: (page) => page.totalCount() },
  StatusLabelConnection: { totalCount: (page) => page.totalCount() },
};
