import { readPage } from "../../platform/graphql/connection.ts";
import { checkCount } from "../common/check-count.ts";
import { commandOnce } from "../common/idempotency/commands.ts";
import type { CustomerKey } from "../common/user-errors.ts";
import {
  createCustomer,
  restoreCustomer,
  updateCustomer,
  updateCustomers,
  updatesOf,
  upsertCustomers,
} from "./commands/index.ts";
import type { Context } from "./context.ts";
import { exposureOf } from "./credit-exposure.ts";
import { demandParts } from "./demand-scopes.ts";
import { readGrouping } from "./groups/request.ts";
import { readList } from "./list/request.ts";
import { deletePayload, recordsPayload } from "./payloads.ts";
import { CustomerPermissions } from "./permissions/permissions.ts";
import type { Resolvers, Vocabulary as VocabularyName } from "./schema.generated.ts";
import { checkedText } from "./search/check-text.ts";
import { CURSOR_SHAPE as SEARCH_CURSOR } from "./search/customers-found.ts";
import { CustomerView, namedView, viewMutations, viewQueries } from "./views/resolvers.ts";
import { importRecords } from "./vocabularies/import-many.ts";
import { toView, type View, vocabularyNamed } from "./vocabularies/index.ts";

/** The customer of a result. A repeated one may name a customer that the viewer no longer sees. */
const written = ({ customer }: { customer: CustomerKey | null }, _: unknown, { loaders }: Context) =>
  customer && loaders.customerSeen.load(customer.id);

/** Setting a parent takes the tenant's hierarchy lock. */
const movesWithin = ({ parentId }: { readonly parentId?: string | null }) => ({ inTurn: parentId != null });

/** Requests of a tenant that could create the same customer. */
const ONE_AT_A_TIME = { inTurn: true };

/** A customer in the words of a vocabulary, unless the viewer may not see it. */
const viewOf = async (id: string, vocabulary: VocabularyName, { loaders }: Context): Promise<View | null> => {
  const record = await loaders.recordById.load(id);
  return record && toView(vocabularyNamed(vocabulary), record);
};

/** A key as its record's owner needs it: a view whole, for it is directory's own. */
const recordOf = async <Key extends { readonly __typename: string; readonly id: string }>(
  key: Key | null,
  { loaders }: Context,
): Promise<Key | null> => {
  if (key?.__typename !== "CustomerView") return key;
  const view = await loaders.viewById.load(key.id);
  return view && { ...view, ...key };
};

const nodeWithId = async (id: string, context: Context) => recordOf(await context.loaders.nodeById.load(id), context);

export const resolvers: Resolvers<Context> = {
  Query: {
    ...viewQueries,
    node: (_, { id }, context) => nodeWithId(id, context),
    nodes: (_, { ids }, context) => {
      checkCount(ids);
      return Promise.all(ids.map((id) => nodeWithId(id, context)));
    },
    customers: async (_, args, context, { schema }) =>
      context.loaders.customersPage(readList(args, context.viewer, await namedView(args, context, schema))),
    customerGroups: async (_, args, context, { schema }) =>
      context.loaders.customerGroups(readGrouping(args, context.viewer, await namedView(args, context, schema))),
    customerSearch: (_, { text, includeInactive, ...page }, { loaders }) =>
      loaders.customersFound({
        text: checkedText(text, "text", 1),
        includeInactive: includeInactive ?? false,
        keyset: readPage(page, SEARCH_CURSOR),
      }),
    customersByTaxNumber: (_, { taxNumber, includeInactive }, { loaders }) =>
      loaders.customersByTaxNumber(checkedText(taxNumber, "taxNumber", 2), includeInactive ?? false),
  },

  Mutation: {
    customerCreate: (_, { input }, { write, viewer }, { fieldName }) => {
      demandParts(viewer, input, "input");
      return write(commandOnce(fieldName, input, createCustomer), movesWithin(input));
    },
    customerUpdate: (_, { input }, { write, viewer }, { fieldName }) => {
      demandParts(viewer, input, "input");
      const update = commandOnce(
        fieldName,
        input,
        async (manager, asker, { customerId, expectedVersion, ...changes }) => {
          await updateCustomer(manager, asker, customerId, changes, { expectedVersion });
          return customerId.toLowerCase();
        },
      );
      return write(update, movesWithin(input));
    },
    customersUpdate: (_, { input }, { write, viewer }) => {
      for (const { change, place } of updatesOf(input)) demandParts(viewer, change, `input.${place}`);
      const inTurn = updatesOf(input).some(({ change }) => movesWithin(change).inTurn);
      return recordsPayload(write, (manager, asker) => updateCustomers(manager, asker, input), { inTurn });
    },
    customerDelete: (_, { input }, { write }) => deletePayload(write, input),
    customerRestore: (_, { input }, { write }) => write((manager, asker) => restoreCustomer(manager, asker, input)),
    customersUpsert: (_, { input }, { write, viewer }) => {
      for (const [index, record] of input.records.entries()) demandParts(viewer, record, `input.records.${index}`);
      return recordsPayload(write, (manager, asker) => upsertCustomers(manager, asker, input), ONE_AT_A_TIME);
    },
    customersImport: (_, { input }, { write }) =>
      recordsPayload(write, (manager, asker) => importRecords(manager, asker, input), ONE_AT_A_TIME),
    ...viewMutations,
  },

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    as: ({ id }, { vocabulary }, context) => viewOf(id, vocabulary, context),
    asFunnelCrm: ({ id }, _, context) => viewOf(id, "FUNNEL_CRM", context),
    asLedger: ({ id }, _, context) => viewOf(id, "LEDGER", context),
    asTaxEngine: ({ id }, _, context) => viewOf(id, "TAX_ENGINE", context),
    asWorkspaceErp: ({ id }, _, context) => viewOf(id, "WORKSPACE_ERP", context),
    asOrderDesk: ({ id }, _, context) => viewOf(id, "ORDER_DESK", context),
    viewerCan: ({ id }, _, { loaders }) => loaders.standingById.load(id),
    creditExposure: async ({ id }, _, { loaders }) => exposureOf(await loaders.exposureById.load(id)),
    creditExposureIsComplete: async ({ id }, _, { loaders }) =>
      (await loaders.exposureById.load(id))?.isComplete ?? true,
  },
  CustomerPermissions,
  CustomerView,
  CustomerViewConnection: { totalCount: (page) => page.totalCount() },
  CustomerSearchConnection: { totalCount: (found) => found.totalCount() },
  CustomerHit: { matchedIn: (hit) => hit.matches() },
  CustomerConnection: {
    totalCount: (page) => page.totalCount(),
    totalCountIsEstimate: (page) => page.totalCountIsEstimate?.() ?? false,
  },
  CustomerCreatePayload: { customer: written },
  CustomerUpsertResult: { customer: written },
  CustomersUpdateResult: { customer: written },
  UserError: {
    customer: ({ customer }, _, { loaders }) => customer && loaders.customerSeen.load(customer.id),
    existing: async ({ existing }, _, context) => {
      if (existing?.__typename !== "Customer") return recordOf(existing ?? null, context);
      return (await context.loaders.customerSeen.load(existing.id)) && existing;
    },
  },
};
