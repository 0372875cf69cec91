export { addForeignEmployee, addForeignLabel, addForeignPriceList, type ForeignChoice } from "./foreign-choices.ts";
export { createRelationship, updateRelationship } from "./relationship.ts";
export { checkRelationship, MOST_LABELS, MOST_OWNERS, type RelationshipInput } from "./relationship-input.ts";
