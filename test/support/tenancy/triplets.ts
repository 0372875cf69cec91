import { type Family, newFamily } from "./family.ts";
import { settle } from "./tables.ts";

/** Three tenants whose rows have the same ids, and people in the same workspace: nothing but the tenant tells them apart. */
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

/** Whether an answer has something of one's own in it, nothing of the others', and no error. */
export const isWholeAndOwn = (answer: string, own: Family, families: readonly Family[]): boolean => {
  const others = families.filter((family) => family !== own);
  const isForeign = others.some(({ tag, tenantId }) => answer.includes(tag) || answer.includes(tenantId));
  return !isForeign && answer.includes(own.tag) && !answer.includes('"errors"');
};
