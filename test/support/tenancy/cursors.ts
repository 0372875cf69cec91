import type { Family } from "./family.ts";
import type { RootField } from "./operations.ts";
import type { Stage } from "./scenes.ts";
import { retagged } from "./tag.ts";
import type { Ask } from "./trial.ts";
import { readVariants, type Variant } from "./variants.ts";

/** Whether a field is paginated by a cursor. */
export const hasPages = ({ field }: RootField): boolean => field.args.some(({ name }) => name === "after");

/** Replaces the tags of the victim and of their tenant by another tag. */
const asIfOf = ({ tag, commons }: Family, text: string, other: string): string =>
  retagged(retagged(text, tag, other), commons.tag, other);

/**
 * Pages after a cursor from the victim's own list, with the victim's other arguments and with the
 * stranger's.
 */
export const pagesAfter = async ({ owner }: Stage, { coordinate, field }: RootField, ask: Ask): Promise<Variant[]> => {
  const [needed] = readVariants(field.args, coordinate);
  if (!needed) throw new Error("there is always what is needed");
  const { data } = await ask(owner, { ...needed.fill(owner), first: 1 });
  const page = data?.[field.name] as { pageInfo: { endCursor: string } };
  const place = Buffer.from(page.pageInfo.endCursor, "base64url").toString();
  const after = ({ tag }: Family): string => Buffer.from(asIfOf(owner.own, place, tag)).toString("base64url");
  return [
    {
      name: "after the victim's, as the victim asks",
      fill: (sides) => ({ ...needed.fill(sides), after: after(sides.foreign) }),
    },
    {
      name: "after the victim's, as the stranger asks",
      fill: ({ own, foreign }) => ({ ...needed.fill({ own, foreign: own }), after: after(foreign) }),
    },
  ];
};
