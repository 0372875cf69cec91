export {
  checkIdentity,
  checkNewNames,
  createIdentity,
  type IdentityInput,
  type NamesInput,
  updateNames,
} from "./customer.ts";
export { demandOrganization } from "./party.ts";
