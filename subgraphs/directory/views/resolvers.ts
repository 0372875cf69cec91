import type { GraphQLSchema } from "graphql";
import { demandScope } from "../../../platform/auth/scopes.ts";
import { readPage } from "../../../platform/graphql/connection.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { rowOnce } from "../../common/idempotency/commands.ts";
import type { Context } from "../context.ts";
import { CustomerView as View } from "../entities.ts";
import type { ListView } from "../list/request.ts";
import type { Resolvers } from "../schema.generated.ts";
import { demandViewScopes } from "./check-view.ts";
import { changeView, createView, removeView } from "./commands.ts";
import { listViewOf, mayReadCondition, orderOf } from "./stored.ts";

interface ListArguments {
  readonly viewId?: string | null;
  readonly order?: unknown;
  readonly orderBy?: unknown;
}

/** The view of a list's arguments, if they name one. Nothing tells one that the viewer does not see from one that does not exist. */
export const namedView = async (
  { viewId, order, orderBy }: ListArguments,
  { loaders, viewer }: Context,
  schema: GraphQLSchema,
): Promise<ListView | undefined> => {
  if (viewId == null) return undefined;
  const view = await loaders.viewById.load(viewId);
  if (!view) throw new Refusal("BAD_USER_INPUT", `viewId: there is no view ${quoted(viewId)}.`);
  return listViewOf(view, viewer, { schema, needsOrder: !order && !orderBy });
};

type Of<Type extends "Query" | "Mutation" | "CustomerView"> = NonNullable<Resolvers<Context>[Type]>;

export const viewQueries: Of<"Query"> = {
  customerViews: (_, page, { loaders }) => loaders.viewsPage(readPage(page, ["text", "uuid"])),
};

export const viewMutations: Of<"Mutation"> = {
  customerViewCreate: (_, { input }, { writeRow, viewer }, { fieldName }) => {
    demandViewScopes(viewer, input);
    return writeRow(rowOnce(fieldName, input, { field: "customerView", entity: View }, createView));
  },
  customerViewUpdate: (_, { input }, { writeRow, viewer }) => {
    demandViewScopes(viewer, input);
    return writeRow((manager, asker) => changeView(manager, asker, input));
  },
  customerViewDelete: (_, { input }, { writeRow }) => writeRow((manager, viewer) => removeView(manager, viewer, input)),
};

export const CustomerView: Of<"CustomerView"> = {
  __resolveReference: ({ id }, { viewer, loaders }) => {
    demandScope(viewer, "CustomerView", "customers:read");
    return loaders.viewById.load(id);
  },
  where: (view, _, { viewer }) => (mayReadCondition(view, viewer) ? view.where : null),
  order: (view, _, __, { schema }) => orderOf(view, schema),
  actor: ({ createdBy }) => ({ subject: createdBy }),
};
