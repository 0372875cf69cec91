export { createRelationship, updateRelationship } from "./relationship.ts";
export { checkRelationship, type RelationshipInput } from "./relationship-input.ts";
