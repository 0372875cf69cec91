import { parseExact } from "../../platform/values/exact-json.ts";
import type { Json, View, Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";

/** A cell as the value of a field: text where the field takes text, else what JSON makes of it. */
const cellValue = (vocabulary: Vocabulary, field: string, cell: string): Json => {
  const shape = vocabulary.fields[field]?.shape;
  if (!shape || shape.safeParse(cell).success) return cell;
  try {
    const value = parseExact(cell) as Json;
    return shape.safeParse(value).success ? value : cell;
  } catch {
    return cell;
  }
};

/** A CSV row as a record. An empty cell leaves the field alone; `null` in a cell clears it. */
export const toRecord = (vocabulary: Vocabulary, heading: readonly string[], cells: readonly string[]): View => {
  const record = new Map<string, Json>();
  for (const [index, name] of heading.entries()) {
    const cell = cells[index] ?? "";
    if (cell === "") continue;
    const [field = "", part] = name.split(".", 2);
    if (part === undefined) record.set(field, cell === "null" ? null : cellValue(vocabulary, field, cell));
    else record.set(field, { ...(record.get(field) as Record<string, Json> | undefined), [part]: cell });
  }
  return Object.fromEntries(record);
};
