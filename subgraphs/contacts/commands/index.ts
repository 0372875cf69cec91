export { checkContacts } from "./check.ts";
export type { ContactsInput } from "./inputs.ts";
export { createContacts, updateContacts } from "./whole.ts";
