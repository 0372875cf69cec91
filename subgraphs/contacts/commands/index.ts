export { createContacts, updateContacts } from "./account.ts";
export { type ContactsInput, checkContacts } from "./contacts-input.ts";
