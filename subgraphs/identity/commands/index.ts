export { checkIdentity, createIdentity, type IdentityInput } from "./create.ts";
export { deleteIdentity } from "./delete.ts";
export { linkIdentifier } from "./linking.ts";
export { demandOrganization } from "./party.ts";
export { type Restore, restoreIdentity } from "./restore.ts";
export { checkIdentityChanges, type IdentityChanges, updateIdentity } from "./update.ts";
