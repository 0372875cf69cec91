import type { Viewer } from "../../platform/auth/viewer.ts";
import { readerWithin } from "../../platform/database/session/session.ts";
import { RuleBroken, type UserError } from "../../subgraphs/common/user-errors.ts";
import {
  importRecord,
  readRecords,
  toView,
  type View,
  vocabularyNamed,
} from "../../subgraphs/directory/vocabularies/index.ts";
import { testDatabase } from "./graph.ts";

/** Writes a record in a vocabulary's format. */
export const write = (
  viewer: Viewer,
  name: string,
  record: object,
  options?: NonNullable<Parameters<typeof importRecord>[4]>,
) =>
  testDatabase
    .session(viewer.tenantId)
    .write((manager) => importRecord(manager, viewer, vocabularyNamed(name), record as View, options));

/** Reads a customer in a vocabulary's format. */
export const read = (viewer: Viewer, name: string, id: string): Promise<View> =>
  testDatabase.session(viewer.tenantId).write(async (manager) => {
    const [record] = await readRecords(readerWithin(manager), viewer, [id]);
    if (!record) throw new Error("the customer is gone");
    return toView(vocabularyNamed(name), record);
  });

const errorsOf = async (viewer: Viewer, name: string, record: object): Promise<readonly UserError[]> => {
  try {
    await write(viewer, name, record);
    return [];
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return error.userErrors;
  }
};

/** Code and field of each user error when writing a record. */
export const refusals = async (viewer: Viewer, name: string, record: object): Promise<string[]> =>
  (await errorsOf(viewer, name, record)).map(({ code, path }) => `${code} ${path.join(".")}`);

/** Messages of the user errors when writing a record. */
export const reasons = async (viewer: Viewer, name: string, record: object): Promise<string[]> =>
  (await errorsOf(viewer, name, record)).map(({ path, message }) => `${path.join(".")}: ${message}`);
