import { type EntityTarget, type FindManyOptions, FindOperator, type ObjectLiteral } from "typeorm";
import { isUuid } from "../../../platform/values/uuid.ts";

type Entity = EntityTarget<ObjectLiteral>;
export type Fields = Readonly<Record<string, unknown>>;

/** What commands ask of the database through their manager, one class for each of its methods. */
export class Find {
  readonly entity: Entity;
  readonly options: FindManyOptions;

  constructor(entity: Entity, options: FindManyOptions) {
    this.entity = entity;
    this.options = options;
  }
}

export class Update {
  readonly entity: Entity;
  readonly key: Fields;
  readonly changes: Fields;

  constructor(entity: Entity, key: Fields, changes: Fields) {
    this.entity = entity;
    this.key = key;
    this.changes = changes;
  }
}

export class Insert {
  readonly entity: Entity;
  readonly rows: readonly Fields[];
  /** The fields that tell which rows exist, and are then updated. */
  readonly unique: readonly string[];

  constructor(entity: Entity, rows: readonly Fields[], unique: readonly string[] = []) {
    this.entity = entity;
    this.rows = rows;
    this.unique = unique;
  }
}

export class Delete {
  readonly entity: Entity;
  readonly key: Fields;

  constructor(entity: Entity, key: Fields) {
    this.entity = entity;
    this.key = key;
  }
}

export class Query {
  readonly text: string;
  readonly parameters: readonly unknown[];

  constructor(text: string, parameters: readonly unknown[]) {
    this.text = text;
    this.parameters = parameters;
  }
}

/** A value as it can be compared: an id in any case is the same. */
export const comparable = (value: unknown): unknown =>
  typeof value === "string" && isUuid(value) ? value.toLowerCase() : value;

/** The values that a condition accepts: one, or those of `In`. */
export const valuesOf = (condition: unknown): readonly unknown[] => {
  if (!(condition instanceof FindOperator)) return [condition];
  if (condition.type !== "in") throw new Error(`a batch knows no condition "${condition.type}"`);
  return condition.value as unknown as readonly unknown[];
};

/** The fields of a key that are given, without the tenant, which is the same for all. */
export const fieldsOf = ({ tenantId, ...fields }: Fields): [field: string, condition: unknown][] =>
  Object.entries(fields).filter(([, condition]) => condition !== undefined);
