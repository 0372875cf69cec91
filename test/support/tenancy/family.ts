import { SCOPES, type Viewer } from "../../../platform/auth/viewer.ts";
import { idOf, type Name, newTag } from "./tag.ts";

/**
 * A set of customers with everything about them. Every id, text, number and amount is derived from
 * the tag and contains it, so two families differ in nothing else.
 */
export interface Family {
  readonly tag: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  /**
   * Whether the family has a tenant to itself. If so, some of its customers are visible in all
   * workspaces.
   */
  readonly isWholeTenant: boolean;
  /** The family that owns the employees, price lists and labels of these customers. */
  readonly commons: Family;
  readonly id: (name: Name) => string;
  readonly text: (name: string) => string;
}

interface Kind {
  /**
   * The family in whose tenant this one is hidden in a workspace. Without it, the family has its
   * own tenant.
   */
  readonly within?: Family;
  /** Whether others query this family. If so, it sorts after them in every scene. */
  readonly isAskedFor?: boolean;
}

/** Creates a family without writing rows. */
export const newFamily = ({ within, isAskedFor }: Kind = {}): Family => {
  const tag = newTag(isAskedFor);
  const id = (name: Name): string => idOf(tag, name);
  const family: Family = {
    tag,
    tenantId: within?.tenantId ?? id("tenant"),
    workspaceId: id("workspace"),
    isWholeTenant: !within,
    get commons(): Family {
      return within ?? family;
    },
    id,
    text: (name) => `${name} ${tag}`,
  };
  return family;
};

/**
 * Subject of the family's viewers: the address of an employee of the tenant, a different one for a
 * family within.
 */
export const subjectOf = ({ isWholeTenant, commons }: Family): string =>
  `${isWholeTenant ? "manager" : "employee"}@${commons.tag}.example`;

/** Author of the family's records: an employee as well, if the family has its own employees. */
export const authorOf = (family: Family): string => (family.isWholeTenant ? subjectOf(family) : family.text("subject"));

/** Records that belong to the tenant rather than to a customer. */
const OF_TENANT: ReadonlySet<Name> = new Set<Name>([
  "employee",
  "manager",
  "priceList",
  "usedPriceList",
  "statusLabel",
  "usedStatusLabel",
  "label",
  "usedLabel",
]);

/** Id of a record of the family, or of its tenant. */
export const idIn = ({ id, commons }: Family, name: Name): string =>
  OF_TENANT.has(name) ? commons.id(name) : id(name);

/** A viewer in the family's workspace, and in others if given, with every scope. */
export const memberOf = (family: Family, ...others: readonly string[]): Viewer => ({
  subject: subjectOf(family),
  tenantId: family.tenantId,
  workspaceIds: [family.workspaceId, ...others],
  workspaceId: family.workspaceId,
  scopes: new Set(SCOPES),
});
