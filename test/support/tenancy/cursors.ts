import type { RootField } from "./operations.ts";
import type { Stage } from "./scenes.ts";
import { idsOf } from "./tag.ts";
import type { Ask } from "./trial.ts";
import { readVariants, type Way } from "./variants.ts";

/** Whether a field gives pages, which begin after a cursor. */
export const hasPages = ({ field }: RootField): boolean => field.args.some(({ name }) => name === "after");

const retagged = (cursor: string, from: string, to: string): string => {
  const text = Buffer.from(cursor, "base64url").toString();
  return Buffer.from(text.replaceAll(idsOf(from), idsOf(to)).replaceAll(from, to)).toString("base64url");
};

/** Pages after a place in the victim's own list: in what the victim would ask for, and in what the stranger would. */
export const pagesAfter = async ({ owner }: Stage, { coordinate, field }: RootField, ask: Ask): Promise<Way[]> => {
  const [needed] = readVariants(field.args, coordinate);
  if (!needed) throw new Error("there is always what is needed");
  const { data } = await ask(owner, { ...needed.fill(owner), first: 1 });
  const page = data?.[field.name] as { pageInfo: { endCursor: string } };
  const { tag } = owner.own.isWholeTenant ? owner.own : owner.own.commons;
  const after = (foreign: string): string =>
    retagged(retagged(page.pageInfo.endCursor, owner.own.tag, foreign), tag, foreign);
  return [
    {
      name: "after the victim's, as the victim asks",
      fill: (sides) => ({ ...needed.fill(sides), after: after(sides.foreign.tag) }),
    },
    {
      name: "after the victim's, as the stranger asks",
      fill: ({ own, foreign }) => ({ ...needed.fill({ own, foreign: own }), after: after(foreign.tag) }),
    },
  ];
};
