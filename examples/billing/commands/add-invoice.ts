import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { now } from "../../../platform/values/moments.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { checkText, invalid, taken } from "../../../subgraphs/common/check.ts";
import { checkMoment } from "../../../subgraphs/common/check-format.ts";
import { checkMoney, type MoneyInput } from "../../../subgraphs/common/check-money.ts";
import { readMoney } from "../../../subgraphs/common/read-money.ts";
import { toStoredMoment } from "../../../subgraphs/common/stored-forms.ts";
import { touch } from "../../../subgraphs/common/touch.ts";
import {
  type CustomerKey,
  type RecordKey,
  RuleBroken,
  refuseIfAny,
  type UserError,
} from "../../../subgraphs/common/user-errors.ts";
import { Invoice } from "../entities.ts";
import { existsFor } from "../visibility.ts";

export interface NewInvoice {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
  readonly number: string;
  /** Defaults to now. */
  readonly issuedAt?: string | null;
  readonly dueAt?: string | null;
  readonly total: MoneyInput;
}

/** Checks that an invoice is not due before it is issued. */
const checkDue = ({ issuedAt, dueAt }: Pick<NewInvoice, "issuedAt" | "dueAt">): UserError[] => {
  const issued = toStoredMoment(issuedAt) ?? now();
  const due = toStoredMoment(dueAt);
  return due != null && due < issued
    ? [
        invalid(["dueAt"], dueAt, `Give a moment at or after ${issued}, when it was issued.`, {
          expected: "DATE_TIME",
          min: issued,
        }),
      ]
    : [];
};

const checkInvoice = (invoice: NewInvoice): UserError[] => {
  const { number, issuedAt, dueAt, total } = invoice;
  const moments = [...checkMoment(issuedAt, ["issuedAt"]), ...checkMoment(dueAt, ["dueAt"])];
  return [
    ...checkText(number, ["number"], 64),
    ...(moments.length > 0 ? moments : checkDue(invoice)),
    ...checkMoney(total, ["total"]),
  ];
};

/** The customer whose invoice has the number, unless it is hidden from the viewer: an error must not reveal it. */
const holderOf = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  number: string,
): Promise<RecordKey | undefined> => {
  const [holder]: CustomerKey[] = await manager.query(
    `select c.id from billing.invoice i join identity.customer c on c.tenant_id = $1 and c.id = i.customer_id
      where i.tenant_id = $1 and i.number = $2 and ${existsFor("c", "$3")}`,
    [tenantId, number, workspaceIds],
  );
  return holder && { __typename: "Customer", id: holder.id };
};

/** Writes an invoice to a customer. Throws `INVALID`, `NOT_FOUND`, `CONFLICT`, or `TAKEN` for a number in use. */
export const addInvoice = async (
  manager: EntityManager,
  viewer: Viewer,
  input: NewInvoice,
): Promise<{ customer: CustomerKey; invoice: Invoice }> => {
  refuseIfAny(checkInvoice(input));
  const { tenantId } = viewer;
  const { customerId, expectedVersion, number, issuedAt, dueAt = null, total } = input;
  const { amount, currencyCode } = await readMoney(manager, tenantId, total, { path: ["total"] });
  await touch(manager, viewer, customerId, { expectedVersion });

  const invoice: Invoice = {
    tenantId,
    id: randomUUID(),
    customerId,
    number,
    issuedAt: toStoredMoment(issuedAt) ?? now(),
    dueAt: toStoredMoment(dueAt),
    total: amount,
    currencyCode,
  };
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(Invoice)
    .values(invoice)
    .orIgnore()
    .returning("id")
    .execute();
  if (raw.length === 0) {
    const message = `${quoted(number)} is the number of another invoice. Choose another number.`;
    throw new RuleBroken(taken(["number"], number, message, await holderOf(manager, viewer, number)));
  }
  return { customer: { id: customerId }, invoice };
};
