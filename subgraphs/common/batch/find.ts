import { Any, type EntityManager, type FindManyOptions, type ObjectLiteral } from "typeorm";
import { groupBy } from "../../../platform/values/group-by.ts";
import { comparable, type Fields, type Find, fieldsOf, valuesOf } from "./requests.ts";

const whereOf = ({ options }: Find): Fields => (options.where ?? {}) as Fields;

/** Requests with the same text can be answered by one statement, whatever values they look for. */
export const shapeOfFind = (find: Find): string => {
  const { where, ...options } = find.options;
  return JSON.stringify([options, fieldsOf(whereOf(find)).map(([field]) => field)]);
};

/** Reads what any number of requests of one shape look for with one statement, by the first field of their key. */
export const findForAll = async (manager: EntityManager, finds: readonly Find[]): Promise<ObjectLiteral[][]> => {
  const [first] = finds;
  if (!first) return [];
  const { tenantId } = whereOf(first);
  const [[field] = []] = fieldsOf(whereOf(first));
  const wanted = (find: Find) => (field === undefined ? [] : valuesOf(whereOf(find)[field]).map(comparable));
  const where = field === undefined ? { tenantId } : { tenantId, [field]: Any([...new Set(finds.flatMap(wanted))]) };
  const rows = await manager.find(first.entity, { ...first.options, where } as FindManyOptions);

  if (field === undefined) return finds.map(() => rows);
  const rowsOf = groupBy(rows, (row) => comparable(row[field]));
  const place = new Map(rows.map((row, index) => [row, index]));
  const others = (find: Find) =>
    fieldsOf(whereOf(find))
      .slice(1)
      .map(([name, condition]) => [name, new Set(valuesOf(condition).map(comparable))] as const);
  return finds.map((find) => {
    const conditions = others(find);
    return [...new Set(wanted(find))]
      .flatMap((value) => rowsOf.get(value) ?? [])
      .filter((row) => conditions.every(([name, values]) => values.has(comparable(row[name]))))
      .toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  });
};
