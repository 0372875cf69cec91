import type { EntityManager } from "typeorm";
import { z } from "zod";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import {
  addForeignEmployee,
  addForeignLabel,
  addForeignPriceList,
  type ForeignChoice,
} from "../../commercial/commands/index.ts";
import type { ExternalSource } from "../../identity/entities.ts";
import { idShownIn } from "./identification.ts";
import type { CustomerRecord } from "./record.ts";
import { name, text } from "./shapes.ts";
import type { Field, Json, Reference, Referred } from "./vocabulary.ts";

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
export const link = z
  .strictObject({ ID: entityId, Name: name().optional().meta({ writeOnly: true }), ...standardFields })
  .meta({ title: "Link" });

interface Link {
  readonly ID: string;
  readonly Name?: string;
  readonly _Name?: string;
}

type Add = (manager: EntityManager, viewer: Viewer, choice: ForeignChoice) => Promise<string>;

/** How what is unknown is added. Status labels are the tenant's own. */
const ADD: { readonly [To in Referred]?: Add } = {
  employee: addForeignEmployee,
  label: addForeignLabel,
  priceList: addForeignPriceList,
};

/** An entry of a pick list that a record of a system names by its id there, and perhaps by its name. */
export const choice = (
  to: Referred,
  source: ExternalSource,
  { ID, Name, _Name }: Link,
  path: readonly string[] = [],
): Reference => {
  const add = ADD[to];
  const foreign = { source, externalId: ID, name: Name ?? (_Name || ID) };
  return { to, id: ID, path, isOptional: true, create: add && ((manager, viewer) => add(manager, viewer, foreign)) };
};

const SOURCE = "FUNNEL_CRM";

const linkTo = (record: CustomerRecord, id: string): { readonly ID: string } => ({ ID: idShownIn(SOURCE, record, id) });

const FIELDS = { statusLabel: "statusLabelId", employee: "accountManagerId", priceList: "priceListId" } as const;

/** A link that the relationship has under our own name. */
export const reference = (to: keyof typeof FIELDS): Field => ({
  shape: link.nullable(),
  read: (record): Json => {
    const id = record.relationship[FIELDS[to]];
    return id === null ? null : linkTo(record, id);
  },
  refersTo: (value: Link | null) => (value === null ? [] : [choice(to, SOURCE, value, ["ID"])]),
  write: (value: Link | null, { idOf }) => ({
    relationship: { [FIELDS[to]]: value === null ? null : idOf(to, value.ID) },
  }),
});

const LISTS = { employee: "ownerIds", label: "labelIds" } as const;

/** The same for a list of links. Labels have no order, and are shown in that of their ids. */
export const references = (to: keyof typeof LISTS, maxItems: number): Field => ({
  shape: z.array(link).meta({ maxItems }),
  read: (record) => {
    const links = record[LISTS[to]].map((id) => linkTo(record, id));
    return to === "label" ? links.sort((one, other) => (one.ID < other.ID ? -1 : 1)) : links;
  },
  refersTo: (links: readonly Link[]) => links.map((each, index) => choice(to, SOURCE, each, [String(index), "ID"])),
  write: (links: readonly Link[], { idOf }) => ({
    relationship: { [LISTS[to]]: links.flatMap(({ ID }) => idOf(to, ID) ?? []) },
  }),
});
