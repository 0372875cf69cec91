import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { groupBy } from "../../../platform/values/group-by.ts";
import { canonicalUuid, isUuid } from "../../../platform/values/uuid.ts";
import { isStorable, notFound } from "../../common/check.ts";
import { RuleBroken, refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { existsFor } from "../../identity/visibility.ts";
import { AwaitsRecord } from "../commands/awaits-record.ts";
import type { CustomerRecord } from "./record.ts";
import type { IdOf, Reference, Referred, Unknown, View, Vocabulary } from "./vocabulary.ts";

/** Everyone in the tenant sees these, whatever workspaces they are in. */
const choices = (kind: string): string => `
  select e.external_id as given, e.${kind}_id as id from commercial.${kind}_identifier e
    where e.tenant_id = $1 and e.source = $2 and e.external_id = any ($3::text[])
  union all
  select r.id::text, r.id from commercial.${kind} r
    where r.tenant_id = $1 and r.id = any ($4::uuid[]) and $5::uuid[] is not null`;

/**
 * What has one of the ids `$3` of the system `$2`, or one of our ids `$4`, which come last, as far as it exists for the
 * viewer's workspaces `$5`.
 */
const KNOWN: Readonly<Record<Referred, string>> = {
  customer: `
    select e.external_id as given, c.id from identity.external_identifier e
      join identity.customer c on c.tenant_id = $1 and c.id = e.customer_id
      where e.tenant_id = $1 and e.source = $2 and e.external_id = any ($3::text[]) and ${existsFor("c", "$5")}
    union all
    select c.id::text, c.id from identity.customer c
      where c.tenant_id = $1 and c.id = any ($4::uuid[]) and ${existsFor("c", "$5")}`,
  party: `
    select e.external_id as given, p.id from identity.party_identifier e
      cross join lateral identity.visible_parties($1, array[e.party_id], $5::uuid[]) p
      where e.tenant_id = $1 and e.source = $2 and e.external_id = any ($3::text[])
    union all
    select p.id::text, p.id from identity.visible_parties($1, $4::uuid[], $5::uuid[]) p`,
  employee: choices("employee"),
  priceList: choices("price_list"),
  label: choices("label"),
  statusLabel: choices("status_label"),
};

const WORDS: Readonly<Record<Referred, readonly [what: string, right: string]>> = {
  customer: ["customer", "Import it first, or in the same file."],
  party: ["organization or person", "Import it first, or give its name as well, and it is created."],
  employee: ["employee", "Add it first, or give the id of one that is there."],
  priceList: ["price list", "Add it first, or give the id of one that is there."],
  label: ["label", "Add it first, or give the id of one that is there."],
  statusLabel: ["status label", "Add it first, or give the id of one that is there."],
};

/** A reference of a field of a record. */
interface Placed extends Reference {
  readonly field: string;
}

/** What the valid fields of a record refer to. */
const referencesIn = ({ fields }: Vocabulary, given: View, stored: CustomerRecord | null): Placed[] =>
  Object.entries(given).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field?.refersTo || value === undefined || !field.shape.safeParse(value).success) return [];
    return field.refersTo(value as never, stored).map((reference) => ({ ...reference, field: name }));
  });

/** References as they are dealt with: optional ones are created, or left out, only where that is wanted. */
const dealtWith = (reference: Placed, unknown: Unknown | undefined): Placed => {
  const { isOptional = false, create, mayBeUnknown = false } = reference;
  if (!isOptional) return reference;
  return {
    ...reference,
    create: unknown === "CREATE" ? create : undefined,
    mayBeUnknown: mayBeUnknown || unknown === "SKIP",
  };
};

type Known = ReadonlyMap<string, string>;

const keyOf = (to: Referred, id: string): string => `${to} ${canonicalUuid(id)}`;

const find = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  { name: source }: Vocabulary,
  references: readonly Placed[],
): Promise<Map<string, string>> => {
  const known = new Map<string, string>();
  for (const [to, ofKind] of groupBy(references, (reference) => reference.to)) {
    const ids = ofKind.map(({ id }) => canonicalUuid(id)).filter(isStorable);
    const rows: { given: string; id: string }[] = await manager.query(KNOWN[to], [
      tenantId,
      source,
      ids,
      ids.filter(isUuid),
      workspaceIds,
    ]);
    for (const { given, id } of rows) known.set(keyOf(to, given), id);
  }
  return known;
};

/** Errors for what a record refers to, and that is neither there nor created with the record. */
const unknownIn = (
  references: readonly Placed[],
  known: Known,
  isUndone: (id: string) => boolean,
): (UserError & { readonly to: Referred })[] =>
  references.flatMap(({ to, id, field, path, create, mayBeUnknown }) => {
    if (create || mayBeUnknown || known.has(keyOf(to, id)) || (to === "customer" && isUndone(canonicalUuid(id))))
      return [];
    const [what, right] = WORDS[to];
    const { message, ...userError } = notFound([field, ...path], id, what);
    return [{ ...userError, message: `${message} ${right}`, to }];
  });

/** Names in errors the reference that is at fault, not the parts of what would be created. */
const placedAt = async (path: readonly string[], created: Promise<string>): Promise<string> => {
  try {
    return await created;
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw new RuleBroken(...error.userErrors.map((userError) => ({ ...userError, path })));
  }
};

interface Referring {
  readonly given: View;
  readonly stored: CustomerRecord | null;
  /** What else is wrong with the record. */
  readonly faults: readonly UserError[];
  /** Whether a customer was written, and undone by a dry run. */
  readonly isUndone?: ((id: string) => boolean) | undefined;
  readonly unknown?: Unknown | undefined;
  /** Called for each reference that is left out. */
  readonly onSkip?: (() => void) | undefined;
}

/**
 * Finds what a record refers to, by the ids of its system or ours, and creates what it tells of. Refuses what is unknown,
 * with everything else that is wrong with the record.
 */
export const resolveReferences = async (
  manager: EntityManager,
  viewer: Viewer,
  vocabulary: Vocabulary,
  { given, stored, faults, isUndone = () => false, unknown: policy, onSkip }: Referring,
): Promise<IdOf> => {
  const references = referencesIn(vocabulary, given, stored).map((reference) => dealtWith(reference, policy));
  const known = references.length > 0 ? await find(manager, viewer, vocabulary, references) : new Map<string, string>();
  const unknown = unknownIn(references, known, isUndone);
  const userErrors = [...faults, ...unknown.map(({ to: _, ...userError }) => userError)];
  if (unknown.some(({ to }) => to === "customer" || to === "party")) throw new AwaitsRecord(...userErrors);
  refuseIfAny(userErrors);
  for (const { to, id, field, path, create, isOptional } of references) {
    if (known.has(keyOf(to, id))) continue;
    if (create) known.set(keyOf(to, id), await placedAt([field, ...path.slice(0, -1)], create(manager, viewer)));
    else if (isOptional) onSkip?.();
  }
  return (to, id) => known.get(keyOf(to, id));
};
