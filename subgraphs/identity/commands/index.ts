export { checkIdentity, createIdentity, type IdentityInput } from "./create.ts";
export { type Children, deleteIdentity, demandNoChildren } from "./delete.ts";
export { linkIdentifier } from "./linking.ts";
export { createParty, demandOrganization } from "./party.ts";
export { demandArchived, demandLiveParent, type Restore, restoreIdentity } from "./restore.ts";
export { demandMember } from "./sharing.ts";
export { demandTransition } from "./status.ts";
export { checkIdentityChanges, type IdentityChanges, type IdentityOptions, updateIdentity } from "./update.ts";
