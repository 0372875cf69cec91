import { demandScopes } from "../../../platform/auth/scopes.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import {
  demandArchived,
  demandLiveParent,
  demandMember,
  demandNoChildren,
  demandTransition,
} from "../../identity/commands/index.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";
import { neededScopes } from "./needed-scopes.ts";
import type { Standing } from "./standing.ts";

/** The SDL's type: whether an act is allowed, and if not, why. */
interface Permission {
  readonly isAllowed: boolean;
  readonly reason: string | null;
}

/** A rule throws what the act would be refused with. */
type Rule = (standing: Standing, viewer: Viewer) => void;

const permissionBy = (rule: () => void): Permission => {
  try {
    rule();
    return { isAllowed: true, reason: null };
  } catch (error) {
    if (error instanceof Refusal) return { isAllowed: false, reason: error.message };
    if (!(error instanceof RuleBroken)) throw error;
    return { isAllowed: false, reason: error.userErrors.map(({ message }) => message).join(" ") };
  }
};

/** No command finds a deleted customer, except the one that restores it. */
const demandThere: Rule = ({ isDeleted }) => {
  const message = "The customer is deleted. Restore it first.";
  if (isDeleted) throw new RuleBroken({ code: "NOT_FOUND", path: ["customerId"], message });
};

const demandRestorable: Rule = ({ isDeleted, status, hasParent, parentIsLive, parentIsSeen }) => {
  if (!isDeleted) return demandArchived(status);
  demandLiveParent(hasParent ? { live: parentIsLive === true, seen: parentIsSeen === true } : null);
};

/** The permission for an act that the scopes of a field allow, and then the rules of the command. */
const act =
  (coordinate: string, ...rules: readonly Rule[]) =>
  (standing: Standing, _: unknown, { viewer }: Context): Permission =>
    permissionBy(() => {
      demandScopes(viewer, coordinate, neededScopes(coordinate));
      for (const rule of rules) rule(standing, viewer);
    });

export const CustomerPermissions: NonNullable<Resolvers<Context>["CustomerPermissions"]> = {
  update: act("Mutation.customerUpdate", demandThere),
  delete: act("Mutation.customerDelete", demandThere, demandNoChildren),
  restore: act("Mutation.customerRestore", demandRestorable),
  changeStatus: (standing, { to }, context) =>
    act("Mutation.customerStatusSet", demandThere, (stored) => demandTransition(stored, to))(standing, {}, context),
  changeVisibility: act("Mutation.customerVisibilitySet", demandThere, (stored, viewer) =>
    demandMember(viewer, stored),
  ),
  changeParent: act("Mutation.customerParentSet", demandThere),
  changeFunnelStage: act("Mutation.customerFunnelStageSet", demandThere),
  addRecords: act("Mutation.customerNoteCreate", demandThere),
  editContacts: act("Mutation.customerContactCreate", demandThere),
  editFinance: act("Mutation.creditLimitSet", demandThere),
  readContacts: act("Customer.contacts"),
  readFinance: act("Customer.finance"),
  readInternalNote: act("CommercialRelationship.internalNote"),
};
