import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type Family, memberOf, newFamily } from "./family.ts";
import { asAdmin, settle } from "./tables.ts";
import type { Sides } from "./variants.ts";

/** A viewer with their own family and a foreign one. */
export interface Asker extends Sides {
  readonly viewer: Viewer;
}

/** Two strangers in equivalent worlds: one queries an existing victim, the control one that never existed. */
export interface Stage {
  readonly owner: Asker;
  readonly stranger: Asker;
  readonly control: Asker;
}

const sellTo = "update commercial.relationship set seller_relation_id = $3 where tenant_id = $1 and customer_id = $2";

/**
 * Links visible and hidden customers: a hidden parent, a hidden child, a hidden customer of the
 * viewer's own party, and a seller that is a hidden customer's party.
 */
const entangle = async (own: Family, hidden: Family): Promise<void> => {
  const move = "update identity.customer set parent_id = $3 where tenant_id = $1 and id = $2";
  await asAdmin(move, [own.tenantId, own.id("root"), hidden.id("root")]);
  await asAdmin(move, [own.tenantId, hidden.id("child"), own.id("main")]);
  await asAdmin("update identity.customer set party_id = $3 where tenant_id = $1 and id = $2", [
    own.tenantId,
    hidden.id("archived"),
    own.id("organization"),
  ]);
  await asAdmin(sellTo, [own.tenantId, own.id("root"), hidden.id("organization")]);
};

/** The stranger has their own tenant and claims to be in the victim's workspaces. */
export const ofAnotherTenant = async (): Promise<Stage> => {
  const [victim, own, other] = await Promise.all(
    [newFamily({ isAskedFor: true }), newFamily(), newFamily()].map(settle),
  );
  if (!victim || !own || !other) throw new Error("three families have settled");
  const asker = (self: Family, foreign: Family): Asker => ({
    viewer: memberOf(self, foreign.workspaceId, foreign.id("partnerWorkspace")),
    own: self,
    foreign,
  });
  return {
    owner: { viewer: memberOf(victim), own: victim, foreign: victim },
    stranger: asker(own, victim),
    control: asker(other, newFamily({ isAskedFor: true })),
  };
};

/** The stranger is in the victim's tenant, but in none of the workspaces that see the victim's customers. */
export const ofAnotherWorkspace = async (): Promise<Stage> => {
  const [own, other] = await Promise.all([newFamily(), newFamily()].map(settle));
  if (!own || !other) throw new Error("two families have settled");
  const victim = await settle(newFamily({ within: own, isAskedFor: true }));
  await entangle(own, victim);
  await asAdmin(sellTo, [other.tenantId, other.id("root"), null]);
  return {
    owner: { viewer: memberOf(victim), own: victim, foreign: victim },
    stranger: { viewer: memberOf(own), own, foreign: victim },
    control: { viewer: memberOf(other), own: other, foreign: newFamily({ within: other, isAskedFor: true }) },
  };
};

/**
 * The same, but the stranger is in no workspace at all, and sees only those of their own customers
 * that every workspace sees.
 */
export const ofNoWorkspace = async (): Promise<Stage> => {
  const { owner, stranger, control } = await ofAnotherWorkspace();
  const withoutWorkspace = (asker: Asker): Asker => ({
    ...asker,
    viewer: { ...asker.viewer, workspaceIds: [], workspaceId: null },
  });
  return { owner, stranger: withoutWorkspace(stranger), control: withoutWorkspace(control) };
};
