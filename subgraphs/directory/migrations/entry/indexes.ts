const NAME = `collate "und-x-icu"`;

/** What is sorted by and may be missing, with what stands for it in either direction, so that it comes last. */
const NULLABLE: Readonly<Record<string, readonly [string, string, string]>> = {
  sort_index: ["sort_index", "'infinity'::double precision", "'-infinity'::double precision"],
  credit_limit: ["credit_limit", "'infinity'::numeric", "'-infinity'::numeric"],
  annual_revenue: ["annual_revenue", "'infinity'::numeric", "'-infinity'::numeric"],
  customer_since: ["customer_since", "'infinity'::timestamptz", "'-infinity'::timestamptz"],
  health_score: ["health_score", "2147483647", "-1"],
};

const nullable = Object.entries(NULLABLE).flatMap(([name, [column, last, lastDescending]]) => [
  [`entry_by_${name}`, `(tenant_id, (coalesce(${column}, ${last})), id)`],
  [`entry_by_${name}_desc`, `(tenant_id, (coalesce(${column}, ${lastDescending})), id)`],
]);

const INDEXES: readonly (readonly string[])[] = [
  ["entry_by_name", `(tenant_id, display_name ${NAME}, id)`],
  ["entry_by_sort_name", `(tenant_id, sort_key ${NAME}, id)`],
  ["entry_by_created", "(tenant_id, created_at, id)"],
  ["entry_by_updated", "(tenant_id, updated_at, id)"],
  ["entry_by_stage", "(tenant_id, (coalesce(stage_rank, 32767::smallint)), id)"],
  ["entry_by_parent", `(tenant_id, parent_id, display_name ${NAME}, id)`],
  ["entry_by_shuffle", "(tenant_id, shuffle)"],
  ...nullable,
];

/** Of the table while it is empty. The terms are written at once where many are due, and read through while they are few. */
export const CREATE_INDEXES = [
  ...INDEXES.map(([name, on]) => `create index ${name} on directory.customer_entry ${on}`),
  "create index entry_by_terms on directory.customer_entry using gin (terms) with (gin_pending_list_limit = 256)",
  `create index entry_by_part_of_name on directory.customer_entry
     using gin (directory.name_terms(tenant_id, display_name)) with (gin_pending_list_limit = 256)`,
].join(";\n");
