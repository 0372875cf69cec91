import type { Family } from "./family.ts";
import { idsOf } from "./tag.ts";
import type { Sides } from "./variants.ts";

const CURSORS: ReadonlySet<string> = new Set(["cursor", "startCursor", "endCursor"]);
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const readable = (key: string, value: unknown): unknown =>
  CURSORS.has(key) && typeof value === "string" ? Buffer.from(value, "base64url").toString() : value;

const renamed = (text: string, { tag }: Family, name: string): string =>
  text.replaceAll(idsOf(tag), `${name}-`).replaceAll(tag, name);

/**
 * Normalizes a response so that it does not depend on the family: tags (in cursors too) become
 * names, generated ids become numbers, and timestamps become constant.
 */
export const normalized = (answer: unknown, { own, foreign }: Sides): unknown => {
  const ids = new Map<string, string>();
  const text = renamed(renamed(JSON.stringify(answer, readable), own, "own"), foreign, "foreign")
    .replaceAll(MOMENT, "moment")
    .replaceAll(UUID, (id) => {
      const number = ids.get(id) ?? `id ${ids.size + 1}`;
      ids.set(id, number);
      return number;
    });
  return JSON.parse(text.replaceAll(/([:,[])(own|foreign)(\.27)?(?=[,}\]])/g, '$1"$2$3"'));
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
};

/**
 * Whether a response contains anything of a family (ids, texts, numbers, amounts) that was not sent
 * in the request.
 */
export const showsOf = ({ tag }: Family, answer: unknown, sent: unknown): boolean => {
  const echoed = textsIn(sent).sort((a, b) => b.length - a.length);
  const rest = echoed.reduce((text, each) => text.replaceAll(each, ""), JSON.stringify(answer, readable));
  return rest.includes(tag) || rest.includes(idsOf(tag));
};

/** The differences between two responses, by path. */
export const differences = (one: unknown, other: unknown, path = ""): string[] => {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") {
    return one === other ? [] : [`${path}: ${shown(one)}, but ${shown(other)}`];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differences(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      path ? `${path}.${key}` : key,
    ),
  );
};

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 300) ?? "nothing";
