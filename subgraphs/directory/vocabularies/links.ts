import { z } from "zod";
import { text, uuid } from "./shapes.ts";
import type { Field, Json } from "./vocabulary.ts";

/** A name that records bring along, and that is not kept. */
export const ignoredName = text.optional().meta({ writeOnly: true });

/** A link to another entity. */
const link = z.strictObject({ ID: uuid, _Name: ignoredName }).meta({ title: "Link" });

const linkTo = (id: string | null): Json => (id === null ? null : { ID: id });
const idOf = (value: { readonly ID: string } | null): string | null => value?.ID ?? null;

/** A link that the relationship has under our own name. */
export const reference = (field: "sellerRelationId" | "statusLabelId" | "accountManagerId" | "priceListId"): Field => ({
  shape: link.nullable(),
  read: ({ relationship }) => linkTo(relationship[field]),
  write: (value: { readonly ID: string } | null) => ({ relationship: { [field]: idOf(value) } }),
});

/** The same for a list of links. */
export const references = (field: "ownerIds" | "labelIds", maxItems: number): Field => ({
  shape: z.array(link).meta({ maxItems }),
  read: (record) => record[field].map(linkTo),
  write: (links: readonly { ID: string }[]) => ({ relationship: { [field]: links.map(({ ID }) => ID) } }),
});
