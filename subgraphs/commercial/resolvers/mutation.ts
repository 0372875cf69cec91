import { commandOnce, rowOnce } from "../../common/idempotency/commands.ts";
import { addActivity, changeActivity, removeActivity } from "../commands/activities.ts";
import { addAttachment, changeAttachment, removeAttachment } from "../commands/attachments.ts";
import { changeStage, setOwners, setReference } from "../commands/change-relationship.ts";
import { changeEmployee, createEmployee } from "../commands/employees.ts";
import { close, markFormer } from "../commands/flags.ts";
import { changeLabel, createLabel, removeLabel } from "../commands/labels.ts";
import { putLabel, takeLabel } from "../commands/labels-of-customer.ts";
import { addNote, changeNote, removeNote } from "../commands/notes.ts";
import { changePriceList, createPriceList } from "../commands/price-lists.ts";
import { changeStatusLabel, createStatusLabel, removeStatusLabel } from "../commands/status-labels.ts";
import type { Context } from "../context.ts";
import { Activity, Attachment, Employee, Label, Note, PriceList, StatusLabel } from "../entities.ts";
import type { Resolvers } from "../schema.generated.ts";

export const Mutation: NonNullable<Resolvers<Context>["Mutation"]> = {
  customerFunnelStageSet: (_, { input }, { write }, { fieldName }) => write(commandOnce(fieldName, input, changeStage)),
  customerAccountManagerSet: (_, { input: { accountManagerId, ...customer } }, { write }) =>
    write((manager, viewer) => setReference(manager, viewer, customer, { accountManagerId })),
  customerOwnersSet: (_, { input }, { write }, { fieldName }) => write(commandOnce(fieldName, input, setOwners)),
  customerPriceListSet: (_, { input: { priceListId, ...customer } }, { write }) =>
    write((manager, viewer) => setReference(manager, viewer, customer, { priceListId })),
  customerStatusLabelSet: (_, { input: { statusLabelId, ...customer } }, { write }) =>
    write((manager, viewer) => setReference(manager, viewer, customer, { statusLabelId })),
  customerFormerSet: (_, { input }, { write }) => write((manager, viewer) => markFormer(manager, viewer, input)),
  customerClosedSet: (_, { input }, { write }) => write((manager, viewer) => close(manager, viewer, input)),
  customerLabelAdd: (_, { input }, { write }, { fieldName }) => write(commandOnce(fieldName, input, putLabel)),
  customerLabelRemove: (_, { input }, { write }) => write((manager, viewer) => takeLabel(manager, viewer, input)),

  customerNoteCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "note", entity: Note }, addNote)),
  customerNoteUpdate: (_, { input }, { writeRow }) => writeRow((manager, viewer) => changeNote(manager, viewer, input)),
  customerNoteDelete: (_, { input }, { writeRow }) => writeRow((manager, viewer) => removeNote(manager, viewer, input)),
  customerActivityCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "activity", entity: Activity }, addActivity)),
  customerActivityUpdate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changeActivity(manager, viewer, input)),
  customerActivityDelete: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => removeActivity(manager, viewer, input)),
  customerAttachmentCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "attachment", entity: Attachment }, addAttachment)),
  customerAttachmentUpdate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changeAttachment(manager, viewer, input)),
  customerAttachmentDelete: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => removeAttachment(manager, viewer, input)),

  employeeCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "employee", entity: Employee }, createEmployee)),
  employeeUpdate: (_, { input }, { writeRow }) => writeRow((manager, viewer) => changeEmployee(manager, viewer, input)),
  priceListCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "priceList", entity: PriceList }, createPriceList)),
  priceListUpdate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changePriceList(manager, viewer, input)),
  statusLabelCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "statusLabel", entity: StatusLabel }, createStatusLabel)),
  statusLabelUpdate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changeStatusLabel(manager, viewer, input)),
  statusLabelDelete: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => removeStatusLabel(manager, viewer, input)),
  customerLabelCreate: (_, { input }, { writeRow }, { fieldName }) =>
    writeRow(rowOnce(fieldName, input, { field: "label", entity: Label }, createLabel)),
  customerLabelUpdate: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => changeLabel(manager, viewer, input)),
  customerLabelDelete: (_, { input }, { writeRow }) =>
    writeRow((manager, viewer) => removeLabel(manager, viewer, input)),
};
