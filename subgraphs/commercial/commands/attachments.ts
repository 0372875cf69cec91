import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { checkText, invalid, outOfRange } from "../../common/check.ts";
import { checkUrl } from "../../common/check-format.ts";
import { checkKept } from "../../common/check-kept.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Attachment } from "../entities.ts";
import { addRow, changeRow, removeRow } from "./rows.ts";

interface AttachmentFields {
  readonly name?: string | null;
  readonly url?: string | null;
  readonly contentType?: string | null;
  readonly sizeInBytes?: number | null;
}

interface NewAttachment extends CustomerChange, AttachmentFields {
  readonly name: string;
  readonly url: string;
}

interface AttachmentRef {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

/** A type and a subtype of RFC 6838, with or without parameters. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}(\s{0,9};[\x20-\x7e]{0,200})?$/i;

const checkAttachment = ({ name, url, contentType, sizeInBytes }: AttachmentFields): UserError[] => [
  ...checkText(name, ["name"], 256),
  ...checkUrl(url, ["url"]),
  ...(contentType == null || MEDIA_TYPE.test(contentType)
    ? []
    : [
        invalid(["contentType"], contentType, "Give a media type such as application/pdf.", { expected: "MEDIA_TYPE" }),
      ]),
  ...(sizeInBytes == null || (Number.isSafeInteger(sizeInBytes) && sizeInBytes >= 0)
    ? []
    : [outOfRange(["sizeInBytes"], sizeInBytes, [0, Number.MAX_SAFE_INTEGER])]),
];

const toColumns = ({ name, url, contentType, sizeInBytes }: AttachmentFields): Partial<Attachment> => ({
  name: name ?? undefined,
  url: url ?? undefined,
  contentType,
  sizeInBytes: sizeInBytes == null ? sizeInBytes : String(sizeInBytes),
});

const named = ({ id, expectedVersion }: AttachmentRef) =>
  ({ entity: Attachment, id, expectedVersion, what: "attachment" }) as const;

/** Records where a customer's file is stored. */
export const addAttachment = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, ...fields }: NewAttachment,
) => {
  refuseIfAny(checkAttachment(fields));
  const place = { entity: Attachment, customer: { customerId, expectedVersion } };
  const { row: attachment, ...written } = await addRow(manager, viewer, place, toColumns(fields));
  return { ...written, attachment };
};

/** Changes given fields of an attachment. */
export const changeAttachment = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion, ...fields }: AttachmentRef & AttachmentFields,
) => {
  refuseIfAny([...checkKept(fields, ["name", "url"]), ...checkAttachment(fields)]);
  const ref = named({ id, expectedVersion });
  const { row: attachment, ...written } = await changeRow(manager, viewer, ref, toColumns(fields));
  return { ...written, attachment };
};

/** Removes an attachment, not the file. */
export const removeAttachment = async (manager: EntityManager, viewer: Viewer, ref: AttachmentRef) => ({
  customer: await removeRow(manager, viewer, named(ref)),
  deletedAttachmentId: ref.id,
});
