import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { now } from "../../../platform/values/moments.ts";
import { checkMoney, checkText, invalid, type MoneyInput } from "../../../subgraphs/common/check.ts";
import { readMoney } from "../../../subgraphs/common/read-money.ts";
import { touch } from "../../../subgraphs/common/touch.ts";
import { type CustomerKey, RuleBroken, refuseIfAny, type UserError } from "../../../subgraphs/common/user-errors.ts";
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

const checkInvoice = ({ number, dueAt, total }: NewInvoice, issuedAt: string): UserError[] => [
  ...checkText(number, ["number"], 64),
  ...(dueAt && dueAt < issuedAt
    ? [invalid(["dueAt"], dueAt, `Give a moment at or after ${issuedAt}, when it was issued.`)]
    : []),
  ...checkMoney(total, ["total"]),
];

/** The customer whose invoice has the number, unless it is hidden from the viewer: an error must not reveal it. */
const holderOf = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  number: string,
): Promise<CustomerKey | undefined> => {
  const [holder]: CustomerKey[] = await manager.query(
    `select c.id from billing.invoice i join identity.customer c on c.tenant_id = $1 and c.id = i.customer_id
      where i.tenant_id = $1 and i.number = $2 and ${existsFor("c", "$3")}`,
    [tenantId, number, workspaceIds],
  );
  return holder;
};

/** Writes an invoice to a customer. Throws `INVALID`, `NOT_FOUND`, `CONFLICT`, or `TAKEN` for a number in use. */
export const addInvoice = async (
  manager: EntityManager,
  viewer: Viewer,
  input: NewInvoice,
): Promise<{ customer: CustomerKey; invoice: Invoice }> => {
  const issuedAt = input.issuedAt ?? now();
  refuseIfAny(checkInvoice(input, issuedAt));
  const { tenantId } = viewer;
  const { customerId, expectedVersion, number, dueAt = null, total } = input;
  const { amount, currencyCode } = await readMoney(manager, tenantId, total, { path: ["total"] });
  await touch(manager, viewer, customerId, { expectedVersion });

  const invoice: Invoice = {
    tenantId,
    id: randomUUID(),
    customerId,
    number,
    issuedAt,
    dueAt,
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
    throw new RuleBroken({
      code: "TAKEN",
      message: `number: ${JSON.stringify(number)} is the number of another invoice. Choose another number.`,
      path: ["number"],
      existing: await holderOf(manager, viewer, number),
    });
  }
  return { customer: { id: customerId }, invoice };
};
