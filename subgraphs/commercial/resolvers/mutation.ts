import { addActivity, changeActivity, removeActivity } from "../commands/activities.ts";
import { addAttachment, changeAttachment, removeAttachment } from "../commands/attachments.ts";
import { changeRelationship, setReference } from "../commands/change-relationship.ts";
import { changeEmployee, createEmployee } from "../commands/employees.ts";
import { close, markFormer } from "../commands/flags.ts";
import { changeLabel, createLabel, removeLabel } from "../commands/labels.ts";
import { putLabel, takeLabel } from "../commands/labels-of-customer.ts";
import { addNote, changeNote, removeNote } from "../commands/notes.ts";
import { changePriceList, createPriceList } from "../commands/price-lists.ts";
import { changeStatusLabel, createStatusLabel, removeStatusLabel } from "../commands/status-labels.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";

export const Mutation: NonNullable<Resolvers<Context>["Mutation"]> = {
  customerChangeStage: (_, { input: { stage: funnelStage, ...customer } }, { write }) =>
    write((manager, viewer) => changeRelationship(manager, viewer, customer, { funnelStage })),
  customerSetAccountManager: (_, { input: { accountManagerId, ...customer } }, { write }) =>
    write((manager, viewer) => setReference(manager, viewer, customer, { accountManagerId })),
  customerSetOwners: (_, { input: { ownerIds, ...customer } }, { write }) =>
    write((manager, viewer) => changeRelationship(manager, viewer, customer, { ownerIds })),
  customerSetPriceList: (_, { input: { priceListId, ...customer } }, { write }) =>
    write((manager, viewer) => setReference(manager, viewer, customer, { priceListId })),
  customerSetStatusLabel: (_, { input: { statusLabelId, ...customer } }, { write }) =>
    write((manager, viewer) => setReference(manager, viewer, customer, { statusLabelId })),
  customerMarkFormer: (_, { input }, { write }) => write((manager, viewer) => markFormer(manager, viewer, input)),
  customerClose: (_, { input }, { write }) => write((manager, viewer) => close(manager, viewer, input)),
  customerAddLabel: (_, { input }, { write }) => write((manager, viewer) => putLabel(manager, viewer, input)),
  customerRemoveLabel: (_, { input }, { write }) => write((manager, viewer) => takeLabel(manager, viewer, input)),

  noteAdd: (_, { input }, { writeRow }) => writeRow((manager, viewer) => addNote(manager, viewer, input)),
  noteChange: (_, { input }, { writeRow }) => writeRow((manager, viewer) => changeNote(manager, viewer, input)),
  noteRemove: (_, { input }, { writeRow }) => writeRow((manager, viewer) => removeNote(manager, viewer, input)),
  activityAdd: (_, { input }, { writeRow }) => writeRow((manager, viewer) => addActivity(manager, viewer, input)),
  activityChange: (_, { input }, { writeRow }) => writeRow((manager, viewer) => changeActivity(manager, viewer, input)),
  activityRemove: (_, { input }, { writeRow }) => writeRow((manager, viewer) => removeActivity(manager, viewer, input)),
  attachmentAdd: (_, { input }, { writeRow }) => writeRow((manager, viewer) => addAttachment(manager, viewer, input)),
  attachmentChange: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changeAttachment(manager, viewer, input)),
  attachmentRemove: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => removeAttachment(manager, viewer, input)),

  employeeCreate: (_, { input }, { writeRow }) => writeRow((manager, viewer) => createEmployee(manager, viewer, input)),
  employeeChange: (_, { input }, { writeRow }) => writeRow((manager, viewer) => changeEmployee(manager, viewer, input)),
  priceListCreate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => createPriceList(manager, viewer, input)),
  priceListChange: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changePriceList(manager, viewer, input)),
  statusLabelCreate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => createStatusLabel(manager, viewer, input)),
  statusLabelChange: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changeStatusLabel(manager, viewer, input)),
  statusLabelRemove: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => removeStatusLabel(manager, viewer, input)),
  labelCreate: (_, { input }, { writeRow }) => writeRow((manager, viewer) => createLabel(manager, viewer, input)),
  labelChange: (_, { input }, { writeRow }) => writeRow((manager, viewer) => changeLabel(manager, viewer, input)),
  labelRemove: (_, { input }, { writeRow }) => writeRow((manager, viewer) => removeLabel(manager, viewer, input)),
};
