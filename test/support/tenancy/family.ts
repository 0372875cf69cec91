import { SCOPES, type Viewer } from "../../../platform/auth/viewer.ts";
import { idOf, type Name, newTag } from "./tag.ts";

/**
 * The customers of somebody, with all that is known of them. Every id, text, number and amount follows from the tag and has it in it:
 * two families differ in nothing else.
 */
export interface Family {
  readonly tag: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  /** It has its tenant for itself. Else some of its customers are everyone's, for it is the only one that has none. */
  readonly isWholeTenant: boolean;
  /** The family whose employees, price lists and labels its customers have. */
  readonly commons: Family;
  readonly id: (name: Name) => string;
  readonly text: (name: string) => string;
}

interface Kind {
  /** The family in whose tenant this one is hidden in a workspace. Left out, it has a tenant of its own. */
  readonly within?: Family;
  /** Others ask for it: then it sorts after them, in all worlds alike. */
  readonly isAskedFor?: boolean;
}

/** A family that is nowhere yet. */
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

/** The subject of its viewers: the address of an employee of the tenant, another one for those within. */
export const subjectOf = ({ isWholeTenant, commons }: Family): string =>
  `${isWholeTenant ? "manager" : "employee"}@${commons.tag}.example`;

/** Who wrote its records: an employee too, where it has employees of its own. */
export const authorOf = (family: Family): string => (family.isWholeTenant ? subjectOf(family) : family.text("subject"));

/** What belongs to the tenant and to no customer. */
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

/** The id of what a family has by a name, or of what it has of its tenant. */
export const idIn = ({ id, commons }: Family, name: Name): string =>
  OF_TENANT.has(name) ? commons.id(name) : id(name);

/** Someone in the workspace of the family, and in others if they are given, with every scope. */
export const memberOf = (family: Family, ...others: readonly string[]): Viewer => ({
  subject: subjectOf(family),
  tenantId: family.tenantId,
  workspaceIds: [family.workspaceId, ...others],
  workspaceId: family.workspaceId,
  scopes: new Set(SCOPES),
});
