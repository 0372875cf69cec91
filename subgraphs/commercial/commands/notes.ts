import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { required } from "../../common/check.ts";
import { checkProse } from "../../common/check-prose.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Note } from "../entities.ts";
import { addRow, changeRow, removeRow } from "./rows.ts";

interface NoteText {
  readonly text: string;
}

interface NoteRef {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

const checkNote = ({ text }: NoteText): UserError[] =>
  text.trim() === "" ? [required(["text"], "Write something.")] : checkProse(text, ["text"]);

const named = ({ id, expectedVersion }: NoteRef) => ({ entity: Note, id, expectedVersion, what: "note" }) as const;

/** Writes a note on a customer. */
export const addNote = async (
  manager: EntityManager,
  viewer: Viewer,
  { text, ...customer }: CustomerChange & NoteText,
) => {
  refuseIfAny(checkNote({ text }));
  const { row: note, ...written } = await addRow(manager, viewer, { entity: Note, customer }, { text });
  return { ...written, note };
};

/** Changes the text of a note. */
export const changeNote = async (manager: EntityManager, viewer: Viewer, { text, ...ref }: NoteRef & NoteText) => {
  refuseIfAny(checkNote({ text }));
  const updatedAt = () => "clock_timestamp()";
  const { row: note, ...written } = await changeRow(manager, viewer, named(ref), { text }, { updatedAt });
  return { ...written, note };
};

/** Removes a note. */
export const removeNote = async (manager: EntityManager, viewer: Viewer, ref: NoteRef) => ({
  customer: await removeRow(manager, viewer, named(ref)),
  deletedNoteId: ref.id,
});
