import { type Family, newFamily } from "./family.ts";
import { settle } from "./tables.ts";

/** Three tenants with the same row ids and workspace ids: only the tenant tells them apart. */
export const triplets = async (): Promise<Family[]> => {
  const { id, workspaceId } = newFamily();
  const families = Array.from({ length: 3 }, () => {
    const family: Family = {
      ...newFamily(),
      id,
      workspaceId,
      get commons(): Family {
        return family;
      },
    };
    return family;
  });
  return Promise.all(families.map(settle));
};

/** Whether a response contains the caller's own data, nothing of the other families, and no error. */
export const hasOnlyOwnData = (answer: string, own: Family, families: readonly Family[]): boolean => {
  const others = families.filter((family) => family !== own);
  const isForeign = others.some(({ tag, tenantId }) => answer.includes(tag) || answer.includes(tenantId));
  return !isForeign && answer.includes(own.tag) && !answer.includes('"errors"');
};
