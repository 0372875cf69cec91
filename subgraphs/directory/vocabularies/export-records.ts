import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Reader } from "../../../platform/database/session/session.ts";
import { adHoc } from "../../../platform/database/session/statement.ts";
import { existsFor } from "../../identity/visibility.ts";
import { readRecords } from "./record.ts";
import { toView } from "./view.ts";
import type { View, Vocabulary } from "./vocabulary.ts";

const AT_ONCE = 500;

const pageById = adHoc<{ id: string }>(`
  select c.id from identity.customer c
  where c.tenant_id = $1 and ($3::uuid is null or c.id > $3) and ${existsFor("c", "$2")}
  order by c.id limit ${AT_ONCE}`);

/** What every record of a vocabulary has, and a customer lacks, as many have no source. */
const missingIn = ({ fields }: Vocabulary, view: View): string[] =>
  Object.entries(fields).flatMap(([name, { required }]) => (required && view[name] == null ? [name] : []));

/**
 * Every customer the viewer may see, whatever its status, in the order of their ids, unless it lacks a required field of
 * the vocabulary: then `onLeftOut` is called with those it lacks. Reads page by page, so it needs little memory.
 */
export async function* exportRecords(
  reader: Reader,
  viewer: Viewer,
  vocabulary: Vocabulary,
  onLeftOut: (missing: readonly string[]) => void = () => undefined,
): AsyncGenerator<View> {
  let after: string | null = null;
  for (;;) {
    const page: { id: string }[] = await reader.read(pageById, [viewer.tenantId, viewer.workspaceIds, after]);
    const ids = page.map(({ id }) => id);
    const records = new Map((await readRecords(reader, viewer, ids)).map((record) => [record.customer.id, record]));
    for (const id of ids) {
      const record = records.get(id);
      if (!record) continue;
      const view = toView(vocabulary, record);
      const missing = missingIn(vocabulary, view);
      if (missing.length === 0) yield view;
      else onLeftOut(missing);
    }
    if (ids.length < AT_ONCE) return;
    after = ids.at(-1) ?? null;
  }
}
