import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { together } from "../../common/batch/together.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { notFound } from "../../common/check.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import type { Customer } from "../entities.ts";
import { existsFor } from "../visibility.ts";
import { changeStored, writeColumns } from "./stored-customer.ts";

const PATH = ["parentId"];

type Parent = Pick<Customer, "id" | "status">;

interface Wanted {
  readonly id: string;
  readonly viewer: Viewer;
}

const findParents = async (
  manager: EntityManager,
  wanted: readonly Wanted[],
): Promise<readonly (Parent | undefined)[]> => {
  const viewer = wanted[0]?.viewer;
  const rows: Parent[] = await manager.query(
    `select c.id, c.status from identity.customer c
     where c.tenant_id = $1 and c.id = any ($2::uuid[]) and ${existsFor("c", "$3")} order by c.id for key share`,
    [viewer?.tenantId, wanted.map(({ id }) => id), viewer?.workspaceIds],
  );
  return wanted.map(({ id }) => rows.find((row) => row.id === id.toLowerCase()));
};

/** The parent if it exists for the viewer. It cannot be deleted until the transaction ends. */
const findParent = async (manager: EntityManager, viewer: Viewer, id: string): Promise<Parent | undefined> =>
  isUuid(id) ? together(manager, { id, viewer }, findParents) : undefined;

/** Ensures that a customer can be a parent: it exists for the viewer, and is not archived. */
export const demandParent = async (manager: EntityManager, viewer: Viewer, parentId: string): Promise<void> => {
  const parent = await findParent(manager, viewer, parentId);
  if (!parent) throw new RuleBroken(notFound(PATH, parentId, "customer"));
  if (parent.status === "ARCHIVED") {
    throw new RuleBroken({
      code: "NOT_ALLOWED",
      path: PATH,
      message: "The customer is archived, and nothing can be put under an archived customer. Restore it first.",
    });
  }
};

/**
 * The parent to be stored, `undefined` if it stays. For a viewer who may not see the parent it is `null`: when they
 * write that back, the parent stays; and its id is treated like any other that does not exist for them.
 */
export const newParent = async (
  manager: EntityManager,
  viewer: Viewer,
  stored: Customer,
  parentId: string | null | undefined,
): Promise<string | null | undefined> => {
  const wanted = parentId?.toLowerCase() ?? parentId;
  if (wanted === undefined) return undefined;
  if (wanted === null) return (await findParent(manager, viewer, stored.parentId ?? "")) ? null : undefined;
  if (wanted !== stored.parentId) {
    await demandParent(manager, viewer, wanted);
    return wanted;
  }
  if (await findParent(manager, viewer, wanted)) return undefined;
  throw new RuleBroken(notFound(PATH, wanted, "customer"));
};

/** Moves a customer with its descendants below another one, or makes it a root. The database prevents cycles. */
export const setParent = (
  manager: EntityManager,
  viewer: Viewer,
  { parentId = null, ...target }: CustomerChange & { readonly parentId?: string | null },
): Promise<string> =>
  changeStored(manager, viewer, target, async (savepoint, stored) =>
    writeColumns(savepoint, stored, { parentId: await newParent(savepoint, viewer, stored, parentId) }),
  );
