import { z } from "zod";
import { name, text, uuid } from "./shapes.ts";
import type { Field, Json } from "./vocabulary.ts";

const ignored = z.json().optional().meta({ writeOnly: true });

/** What every entity has, brings along when it is expanded, and is not kept. */
export const standardFields = {
  _Name: text.optional().meta({ writeOnly: true }),
  _Type: ignored,
  SortIndex: ignored,
  CreationDate: ignored,
  LastMutationDate: ignored,
  IsActive: ignored,
  IsClosed: ignored,
};

/** The id of an entity: a GUID here, any text in other systems. */
export const entityId = name();

/** A link to another entity. */
const link = z.strictObject({ ID: uuid, ...standardFields }).meta({ title: "Link" });

const linkTo = (id: string | null): Json => (id === null ? null : { ID: id });
const idOf = (value: { readonly ID: string } | null): string | null => value?.ID ?? null;

/** A link that the relationship has under our own name. */
export const reference = (field: "statusLabelId" | "accountManagerId" | "priceListId"): Field => ({
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
