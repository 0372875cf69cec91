import type { EntityManager } from "typeorm";
import { QueryFailedError } from "typeorm";
import { notFound } from "../../../platform/check.ts";
import { touch } from "../../../platform/touch.ts";
import { RuleBroken, type UserError } from "../../../platform/user-errors.ts";
import { isUuid } from "../../../platform/uuid.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Customer } from "../entities.ts";
import { existsFor } from "../visibility.ts";

const PATH = ["parentId"];

/** What the trigger that keeps the hierarchy says, in words for the client. */
const refusalOf = (code: unknown, parentId: string): UserError | undefined => {
  if (code === "CG001") {
    return {
      code: "CYCLE",
      path: PATH,
      message: `parentId: "${parentId}" is the customer itself or below it. Give a customer outside its subtree.`,
    };
  }
  if (code === "CG002") {
    return {
      code: "TOO_DEEP",
      path: PATH,
      message: `parentId: under "${parentId}" the hierarchy would become deeper than 32 levels.`,
    };
  }
  return undefined;
};

/** Runs a write that puts a customer under another one, and tells the refusals of the hierarchy in words. */
export const withinHierarchy = async <Result>(parentId: string, write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    const refusal = error instanceof QueryFailedError ? refusalOf(error.driverError.code, parentId) : undefined;
    throw refusal ? new RuleBroken(refusal) : error;
  }
};

/** Makes sure that a customer can be a parent: it is there for the viewer, and not archived. */
export const demandParent = async (manager: EntityManager, viewer: Viewer, parentId: string): Promise<void> => {
  const [parent]: Pick<Customer, "status">[] = isUuid(parentId)
    ? await manager.query(
        `select c.status from identity.customer c where c.tenant_id = $1 and c.id = $2 and ${existsFor("c", "$3")} for key share`,
        [viewer.tenantId, parentId, viewer.workspaceIds],
      )
    : [];
  if (!parent) throw new RuleBroken(notFound(PATH, parentId, "customer"));
  if (parent.status === "ARCHIVED") {
    throw new RuleBroken({
      code: "NOT_ALLOWED",
      path: PATH,
      message: `parentId: "${parentId}" is archived, and nothing can be put under an archived customer. Restore it first.`,
    });
  }
};

interface SetParent {
  readonly customerId: string;
  readonly parentId?: string | null;
  readonly expectedVersion?: number | null;
}

/** Moves a customer with all that is below it under another one, or makes it a root. Cycles are kept out by the database. */
export const setParent = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, parentId = null, expectedVersion }: SetParent,
): Promise<string> => {
  await touch(manager, viewer, customerId, { expectedVersion });
  if (parentId !== null) await demandParent(manager, viewer, parentId);
  await withinHierarchy(parentId ?? "", () =>
    manager.update(Customer, { tenantId: viewer.tenantId, id: customerId }, { parentId }),
  );
  return customerId;
};
