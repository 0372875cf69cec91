export { checkContacts } from "./check.ts";
export type { ContactsInput } from "./inputs.ts";
export { MOST } from "./one-primary.ts";
export { createContacts, updateContacts } from "./whole.ts";
