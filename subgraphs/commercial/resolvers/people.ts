import { dateOf } from "../../../platform/values/days.ts";
import { type ActorKey, actorOf } from "../../common/actor.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";

/** Of a record somebody created. */
const actor = ({ createdBy }: { readonly createdBy: string }): ActorKey => ({ subject: createdBy });

export const people: Resolvers<Context> = {
  Viewer: {
    /** A representation is input: it names whoever asks, or nobody. */
    __resolveReference: ({ subject }, { viewer }) => (subject === viewer.subject ? viewer : null),
    name: async ({ name, subject }, _, { loaders }) =>
      name ?? (await loaders.employeeBySubject.load(subject))?.name ?? subject,
    employee: ({ subject }, _, { loaders }) => loaders.employeeBySubject.load(subject),
  },
  Actor: {
    __resolveReference: ({ subject }) => ({ subject }),
    name: async ({ subject }, _, { loaders }) => (await loaders.employeeBySubject.load(subject))?.name ?? subject,
    employee: ({ subject }, _, { loaders }) => loaders.employeeBySubject.load(subject),
  },
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
