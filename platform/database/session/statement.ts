import type { DataSource, EntityTarget, ObjectLiteral } from "typeorm";

/** A statement that reads rows. Its text is generated once per database, from the entities, so that it follows them. */
export interface Statement<Row> {
  /** If given, PostgreSQL prepares the statement once per connection. Only for text of a fixed shape. */
  readonly name?: string;
  readonly text: (source: DataSource) => string;
  /** Only for the type: it never holds rows. */
  readonly row?: Row;
}

/** Writes the table and the columns of an entity as SQL. */
export interface Names {
  /** The qualified table: `"finance"."profile"`. */
  readonly table: string;
  /**
   * The columns under the entity's property names, for a select list: `f.credit_limit as "creditLimit"`. `instead`
   * replaces some of them.
   */
  readonly columns: (alias: string, instead?: Readonly<Record<string, string>>) => string;
}

const namesOf = (source: DataSource, entity: EntityTarget<ObjectLiteral>): Names => {
  const { tablePath, columns } = source.getMetadata(entity);
  return {
    table: tablePath,
    columns: (alias, instead = {}) =>
      columns
        .map(
          ({ databaseName, propertyName }) =>
            `${instead[propertyName] ?? `${alias}.${databaseName}`} as "${propertyName}"`,
        )
        .join(", "),
  };
};

/**
 * Joins the row of a table with an id, of the tenant in `$1`: a look-up by the primary key for each id, whatever the
 * statistics say. For a plain join or `id = any (…)`, PostgreSQL may read all of the tenant, also along another index
 * that ends with the id.
 */
export const joinWithId = (table: string, alias: string, id: string): string =>
  `cross join lateral (select * from ${table} t where t.tenant_id = $1 and t.id = ${id} offset 0) ${alias}`;

/**
 * A list in a parameter: `ofAnyLength("$2::uuid[]")`. The sub-select hides how long it is: PostgreSQL takes a list that
 * it does not know for ten items long, and would plan a prepared statement anew each time that a shorter one comes.
 */
export const ofAnyLength = (list: string): string => `array(select unnest(${list}))`;

/** For a `from` clause: the ids in the parameter `$2`, as `k.id`. */
export const IDS = `unnest(${ofAnyLength("$2::uuid[]")}) k (id)`;

/**
 * The same with the viewer's workspaces in `$3`, as `k.workspaces`, for walks: a column hides from the planner whether
 * there are any, so that it takes a walk for as long with as without them.
 */
export const IDS_WITH_WORKSPACES = `(select k.id, $3::uuid[] as workspaces from ${IDS} offset 0) k`;

/** For a `from` clause: the rows of a table with the ids in the parameter `$2`. */
export const rowsWithIds = (table: string, alias: string): string => `${IDS} ${joinWithId(table, alias, "k.id")}`;

const names = new Set<string>();

/** The names of all prepared statements of the loaded modules, for tests that none is forgotten. */
export const statementNames: ReadonlySet<string> = names;

/** PostgreSQL accepts only one text per name. */
const taken = (name: string): string => {
  if (names.has(name)) throw new Error(`two statements are named ${name}`);
  names.add(name);
  return name;
};

/** A prepared statement over an entity. `name` must be unique within the whole graph. */
export const statementOf = <Row extends ObjectLiteral, Extra = unknown>(
  name: string,
  entity: new () => Row,
  text: (names: Names) => string,
): Statement<Row & Extra> => {
  const texts = new WeakMap<DataSource, string>();
  return {
    name: taken(name),
    text: (source) => {
      const known = texts.get(source) ?? text(namesOf(source, entity));
      texts.set(source, known);
      return known;
    },
  };
};

/** A prepared statement without an entity. `name` must be unique within the whole graph. */
export const prepared = <Row>(name: string, text: string): Statement<Row> => ({ name: taken(name), text: () => text });

/** A statement whose shape depends on the request, and which is therefore not prepared. */
export const adHoc = <Row>(text: string): Statement<Row> => ({ text: () => text });
