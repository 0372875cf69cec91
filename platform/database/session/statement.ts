import type { DataSource, EntityTarget, ObjectLiteral } from "typeorm";

/** A statement that reads rows. Its text is made once per database, from the entities, so that it follows them. */
export interface Statement<Row> {
  /** Given, PostgreSQL prepares the statement once per connection. Only for text of one fixed shape. */
  readonly name?: string;
  readonly text: (source: DataSource) => string;
  /** Only the type: the rows are never here. */
  readonly row?: Row;
}

/** Writes the table and the columns of an entity into SQL. */
export interface Names {
  /** The qualified table: `"finance"."profile"`. */
  readonly table: string;
  /**
   * The columns under the property names of the entity, for a select list: `f.credit_limit as "creditLimit"`. `instead` has what to
   * read in the place of some of them.
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

const names = new Set<string>();

/** The names of all prepared statements of the modules that are loaded, for who wants to see that none was forgotten. */
export const statementNames: ReadonlySet<string> = names;

/** Under one name PostgreSQL takes one text only. */
const taken = (name: string): string => {
  if (names.has(name)) throw new Error(`two statements are named ${name}`);
  names.add(name);
  return name;
};

/** A prepared statement over an entity. `name` must be its own within the whole graph. */
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

/** A prepared statement that is no entity's. `name` must be its own within the whole graph. */
export const prepared = <Row>(name: string, text: string): Statement<Row> => ({ name: taken(name), text: () => text });

/** A statement whose shape depends on what is asked, and is therefore not prepared. */
export const adHoc = <Row>(text: string): Statement<Row> => ({ text: () => text });
