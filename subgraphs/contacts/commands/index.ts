export { checkContacts } from "./check.ts";
export { type ContactsInput, SLOT_NAMES } from "./inputs.ts";
export { MOST } from "./one-primary.ts";
export { type AddressOptions, createContacts, updateContacts } from "./whole.ts";
