import type { EntityManager, EntityMetadata } from "typeorm";
import { groupBy } from "../../../platform/values/group-by.ts";
import { comparable, type Delete, type Fields, fieldsOf, type Insert, type Update, valuesOf } from "./requests.ts";

const quoted = (name: string): string => `"${name}"`;

const tableOf = ({ schema, tableName }: EntityMetadata): string => `${quoted(schema ?? "public")}.${quoted(tableName)}`;

const columnOf = (metadata: EntityMetadata, field: string): string => {
  const column = metadata.findColumnWithPropertyName(field);
  if (!column) throw new Error(`${metadata.name} has no field "${field}"`);
  return column.databaseName;
};

/** A row as JSON has it, by the names of its columns. What is not given is left out. */
const rowOf = (metadata: EntityMetadata, fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) =>
      value === undefined ? [] : [[columnOf(metadata, field), value]],
    ),
  );

const columnsOf = (rows: readonly object[]): string[] => [...new Set(rows.flatMap(Object.keys))];

const tenantOf = ({ key }: { key: Fields }): unknown => key.tenantId;

/** Changes any number of rows with one statement, in each the fields that are given for it. */
export const updateForAll = async (manager: EntityManager, updates: readonly Update[]): Promise<void> => {
  const [first] = updates;
  if (!first) return;
  const metadata = manager.dataSource.getMetadata(first.entity);
  const keys = fieldsOf(first.key).map(([field]) => columnOf(metadata, field));
  const changes = updates.map((update) => rowOf(metadata, update.changes));
  const rows = updates.map((update, index) => ({ ...rowOf(metadata, update.key), ...changes[index] }));
  const set = columnsOf(changes)
    .map(quoted)
    .map(
      (column) =>
        `${column} = case when k.given -> '${column.slice(1, -1)}' is null then t.${column} else k.${column} end`,
    );
  await manager.query(
    `update ${tableOf(metadata)} t set ${set.join(", ")}
     from (select given, r.* from json_array_elements($2::json) given
       cross join lateral json_populate_record(null::${tableOf(metadata)}, given) r) k
     where t.tenant_id = $1 and ${keys.map((key) => `t.${quoted(key)} = k.${quoted(key)}`).join(" and ")}`,
    [tenantOf(first), JSON.stringify(rows)],
  );
};

/** Inserts rows with one statement, or updates those that exist. */
export const insertForAll = async (manager: EntityManager, inserts: readonly Insert[]): Promise<void> => {
  const [first] = inserts;
  if (!first) return;
  const metadata = manager.dataSource.getMetadata(first.entity);
  const rows = inserts.flatMap((insert) => insert.rows.map((row) => rowOf(metadata, row)));
  if (rows.length === 0) return;
  const columns = columnsOf(rows).map(quoted);
  const unique = first.unique.map((field) => quoted(columnOf(metadata, field)));
  const set = columns.filter((column) => !unique.includes(column)).map((column) => `${column} = excluded.${column}`);
  const conflict = unique.length > 0 ? `on conflict (${unique.join(", ")}) do update set ${set.join(", ")}` : "";
  await manager.query(
    `insert into ${tableOf(metadata)} (${columns.join(", ")})
     select ${columns.join(", ")} from json_populate_recordset(null::${tableOf(metadata)}, $1::json) ${conflict}`,
    [JSON.stringify(rows)],
  );
};

/** Every combination of the values that a key accepts. */
const combinations = (key: Fields): Fields[] =>
  fieldsOf(key).reduce<Fields[]>(
    (rows, [field, condition]) =>
      rows.flatMap((row) => valuesOf(condition).map((value) => ({ ...row, [field]: value }))),
    [{}],
  );

const textOf = (row: Fields): string =>
  JSON.stringify(Object.entries(row).map(([name, value]) => [name, comparable(value)]));

/** Deletes the rows of any number of keys with one statement; tells how many each was. */
export const deleteForAll = async (
  manager: EntityManager,
  deletes: readonly Delete[],
): Promise<{ affected: number }[]> => {
  const [first] = deletes;
  if (!first) return [];
  const metadata = manager.dataSource.getMetadata(first.entity);
  const keys = fieldsOf(first.key).map(([field]) => quoted(columnOf(metadata, field)));
  const wanted = deletes.map(({ key }) => combinations(key).map((row) => rowOf(metadata, row)));
  const [gone]: [Fields[], number] = await manager.query(
    `delete from ${tableOf(metadata)} t using json_populate_recordset(null::${tableOf(metadata)}, $2::json) k
     where t.tenant_id = $1 and ${keys.map((key) => `t.${key} = k.${key}`).join(" and ")}
     returning ${keys.map((key) => `t.${key}`).join(", ")}`,
    [tenantOf(first), JSON.stringify(wanted.flat())],
  );
  const count = groupBy(gone, textOf);
  return wanted.map((rows) => ({
    affected: rows.reduce((sum, row) => sum + (count.get(textOf(row))?.length ?? 0), 0),
  }));
};
