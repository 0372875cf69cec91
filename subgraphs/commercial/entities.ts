export * from "./entities/pick-lists.ts";
export * from "./entities/records.ts";
export * from "./entities/relationship.ts";
