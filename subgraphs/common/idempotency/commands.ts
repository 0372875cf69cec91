import type { EntityManager, EntityTarget } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Command, RowCommand } from "../context.ts";
import { type CustomerKey, refuseIfAny } from "../user-errors.ts";
import { VISIBLE_CUSTOMERS } from "../visibility.ts";
import { once } from "./once.ts";
import { checkKey } from "./request.ts";

/** The input of a repeatable mutation. */
interface Keyed {
  readonly idempotencyKey?: string | null;
}

type Run<Input, Result> = (manager: EntityManager, viewer: Viewer, input: Omit<Input, keyof Keyed>) => Promise<Result>;

/** Makes a command on a customer run only once, if its input has a key. */
export const commandOnce =
  <Input extends Keyed>(mutation: string, { idempotencyKey: key, ...input }: Input, run: Run<Input, string>): Command =>
  async (manager, viewer) => {
    refuseIfAny(checkKey(key));
    return key == null
      ? run(manager, viewer, input)
      : once(manager, viewer, { mutation, key, input }, () => run(manager, viewer, input));
  };

interface Row {
  readonly tenantId: string;
  readonly id: string;
}

/** The payload field for the written row, and the entity from which it is read again. */
interface RowField<Written> {
  readonly field: keyof Written & string;
  readonly entity: EntityTarget<Row>;
}

/** Only the ids of a result are stored: a repeated request shows their current state. */
interface Kept {
  readonly id?: string;
  readonly customerId?: string;
}

const isVisible = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  customerId: string,
): Promise<boolean> => {
  const visible: unknown[] = await manager.query(`select c.id from ${VISIBLE_CUSTOMERS} c`, [
    tenantId,
    [customerId],
    workspaceIds,
    false,
  ]);
  return visible.length > 0;
};

/** A removed row, or a customer that has been hidden or deleted since, has nothing left to show. */
const readAgain = async <Written extends object>(
  manager: EntityManager,
  viewer: Viewer,
  { field, entity }: RowField<Written>,
  { id, customerId }: Kept,
): Promise<Partial<Written>> => {
  if (customerId !== undefined && !(await isVisible(manager, viewer, customerId))) return {};
  const row = id === undefined ? null : await manager.findOneBy(entity, { tenantId: viewer.tenantId, id });
  return { ...(customerId && { customer: { id: customerId } }), ...(row && { [field]: row }) } as Partial<Written>;
};

/** The same for a command that writes a row other than its customer's. */
export const rowOnce =
  <Input extends Keyed, Written extends object>(
    mutation: string,
    { idempotencyKey: key, ...input }: Input,
    rowField: RowField<Written>,
    run: Run<Input, Written>,
  ): RowCommand<Partial<Written>> =>
  async (manager, viewer) => {
    refuseIfAny(checkKey(key));
    if (key == null) return run(manager, viewer, input);
    let written: Written | undefined;
    const kept = await once<Kept>(manager, viewer, { mutation, key, input }, async () => {
      written = await run(manager, viewer, input);
      const row = written[rowField.field] as Row | null | undefined;
      const { customer } = written as { readonly customer?: CustomerKey };
      return { id: row?.id, customerId: customer?.id };
    });
    return written ?? readAgain(manager, viewer, rowField, kept);
  };
