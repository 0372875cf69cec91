import { dateOf } from "../../../platform/values/days.ts";
import { type ActorKey, actorOf } from "../../common/actor.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";

/** Who created a record. */
const actor = ({ createdBy }: { readonly createdBy: string }): ActorKey => ({ subject: createdBy });

export const records: Resolvers<Context> = {
  CustomerNote: {
    __resolveReference: ({ id }, { loaders }) => loaders.noteById.load(id),
    actor,
  },
  CustomerActivity: {
    __resolveReference: ({ id }, { loaders }) => loaders.activityById.load(id),
    actor,
    occurredAt: (row) => dateOf(row, "occurredAt"),
  },
  CustomerAttachment: {
    __resolveReference: ({ id }, { loaders }) => loaders.attachmentById.load(id),
    actor,
    sizeInBytes: ({ sizeInBytes }) => (sizeInBytes === null ? null : Number(sizeInBytes)),
  },
  FunnelStageChange: { actor: ({ changedBy }) => actorOf(changedBy) },
};
