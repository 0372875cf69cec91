import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { WriteOptions } from "../../platform/database/session/session.ts";
import { deleteCustomer, type RecordResult } from "./commands/index.ts";
import type { Context } from "./context.ts";
import type { DeletePayload, ManyPayload } from "./payload-types.ts";

type Write = Context["write"];

/** Deletes a customer. It can no longer be read, so only its id is returned. */
export const deletePayload = async (
  write: Write,
  input: Parameters<typeof deleteCustomer>[2],
): Promise<DeletePayload> => {
  const { customer, userErrors } = await write((manager, viewer) => deleteCustomer(manager, viewer, input));
  return { deletedCustomerId: customer?.id ?? null, userErrors };
};

/** Writes many records. A refused record is part of the results, not a refusal of the request. */
export const recordsPayload = async (
  write: Write,
  take: (manager: EntityManager, viewer: Viewer) => Promise<readonly RecordResult[]>,
  options: WriteOptions,
): Promise<ManyPayload> => {
  let results: readonly RecordResult[] = [];
  const command = async (manager: EntityManager, viewer: Viewer): Promise<string> => {
    results = await take(manager, viewer);
    return "";
  };
  const { customer, userErrors } = await write(command, options);
  return { results: customer && results, userErrors };
};
