import { isDeepStrictEqual } from "node:util";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { readerWithin } from "../../../platform/database/session/session.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import { existsFor } from "../../identity/visibility.ts";
import { createCustomer } from "../commands/create.ts";
import { ambiguous } from "../commands/match.ts";
import { type UpdateOptions, updateCustomer } from "../commands/update.ts";
import { lockUpserts, type Upserted } from "../commands/upsert.ts";
import { checkRecord } from "./check-record.ts";
import { matchedBy } from "./matched-by.ts";
import { mergePatches } from "./merge-patches.ts";
import { normalize } from "./normalize.ts";
import { type CustomerRecord, readRecords } from "./record.ts";
import { resolveReferences } from "./references.ts";
import { namingFields, type Written } from "./rename-errors.ts";
import { toView } from "./view.ts";
import type { MatchedBy, Patch, Situation, Unknown, View, Vocabulary } from "./vocabulary.ts";
import { withStoredParts } from "./with-stored-parts.ts";

/** The customer of a record, if it exists and the viewer may see it. */
const find = async (
  manager: EntityManager,
  viewer: Viewer,
  vocabulary: Vocabulary,
  given: View,
  by: MatchedBy | undefined,
): Promise<CustomerRecord | null> => {
  const identified = vocabulary.identify(given);
  const ways = identified.length === 0 && by !== undefined ? matchedBy(vocabulary, by, given) : identified;
  for (const { field, condition, parameters } of ways) {
    const workspaces = `$${parameters.length + 2}`;
    const found: { id: string }[] = await manager.query(
      `select c.id from identity.customer c
       where c.tenant_id = $1 and ${condition} and ${existsFor("c", workspaces)} limit 2`,
      [viewer.tenantId, ...parameters, viewer.workspaceIds],
    );
    if (found.length > 1) throw new RuleBroken(ambiguous([field], given[field]));
    const [record] = found[0] ? await readRecords(readerWithin(manager), viewer, [found[0].id]) : [];
    if (record) return record;
  }
  return null;
};

/** The patch of each of the named fields of a record. */
const writtenBy = (vocabulary: Vocabulary, names: readonly string[], situation: Situation): Written[] =>
  names.map((name) => ({
    name,
    value: situation.given[name],
    patch: vocabulary.fields[name]?.write?.(situation.given[name] as never, situation) ?? {},
  }));

/** The defaults of a new customer for what its record omits. */
const withFallbacks = ({ fields }: Vocabulary, given: View): View => ({
  ...Object.fromEntries(
    Object.entries(fields).flatMap(([name, { fallback }]) => (fallback === undefined ? [] : [[name, fallback]])),
  ),
  ...given,
});

/**
 * What a record really changes. A value equal to what the vocabulary shows changes nothing: otherwise a narrow view
 * would overwrite what it cannot express.
 */
const changedIn = (vocabulary: Vocabulary, given: View, stored: CustomerRecord): string[] => {
  const view = toView(vocabulary, stored);
  return Object.keys(given).filter((name) => !isDeepStrictEqual(given[name], view[name]));
};

const create = async (manager: EntityManager, viewer: Viewer, patch: Patch): Promise<Upserted> => ({
  id: await createCustomer(manager, viewer, patch),
  outcome: "CREATED",
});

const change = async (
  manager: EntityManager,
  viewer: Viewer,
  { customer: { id } }: CustomerRecord,
  patch: Patch,
  options: UpdateOptions,
): Promise<Upserted> => {
  const changed = Object.keys(patch).length > 0 && (await updateCustomer(manager, viewer, id, patch, options));
  return { id, outcome: changed ? "UPDATED" : "UNCHANGED" };
};

/** How a record is given. */
export interface RecordOptions {
  /** Whether parts that an object lacks stay as they are stored, rather than being removed with it. */
  readonly keepsParts?: boolean;
  /** By what to find the customer of a record that identifies none. Without it, such a record creates one each time. */
  readonly matchedBy?: MatchedBy | undefined;
  /** Whether the customer with an id was written, and undone by a dry run. Then a record may refer to it. */
  readonly isUndone?: (id: string) => boolean;
  /** What happens to references to employees, price lists and labels that are unknown. */
  readonly unknown?: Unknown | undefined;
  /** Called for each reference that is left out. */
  readonly onSkip?: () => void;
}

/** Writes a record in the shape of a vocabulary: creates its customer, or changes the existing one where it differs. */
export const importRecord = async (
  manager: EntityManager,
  viewer: Viewer,
  vocabulary: Vocabulary,
  record: View,
  { keepsParts = false, matchedBy: by, ...referring }: RecordOptions = {},
): Promise<Upserted> => {
  await lockUpserts(manager, viewer);
  const stored = await find(manager, viewer, vocabulary, record, by);
  const given = normalize(
    vocabulary,
    keepsParts ? withStoredParts(record, stored ? toView(vocabulary, stored) : {}) : record,
  );
  const whole = stored ? given : withFallbacks(vocabulary, given);
  const names = stored ? changedIn(vocabulary, given, stored) : Object.keys(whole);
  const changes = stored ? Object.fromEntries(names.map((name) => [name, given[name]])) : given;
  const faults = checkRecord(vocabulary, given, stored, changes);
  const idOf = await resolveReferences(manager, viewer, vocabulary, { given: changes, stored, faults, ...referring });
  const written = writtenBy(vocabulary, names, { given: whole, stored, idOf });
  const patch = mergePatches(written.map((each) => each.patch));
  return namingFields(written, () =>
    stored
      ? change(manager, viewer, stored, patch, { anyStatus: vocabulary.mirrorsStatus })
      : create(manager, viewer, patch),
  );
};
