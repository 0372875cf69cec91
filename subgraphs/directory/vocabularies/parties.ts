import { z } from "zod";
import { createParty } from "../../identity/commands/index.ts";
import { idShownIn } from "./identification.ts";
import { entityId, link, standardFields } from "./links.ts";
import type { CustomerRecord } from "./record.ts";
import { name } from "./shapes.ts";
import type { Field, Patch, Reference, Situation } from "./vocabulary.ts";

const SOURCE = "FUNNEL_CRM";

interface Organization {
  readonly ID?: string;
  readonly Name?: string;
  readonly _Name?: string;
}

interface Person {
  readonly ID?: string;
  readonly FirstName?: string | null;
  readonly LastName?: string;
}

type Names = Pick<NonNullable<Patch["party"]>, "organization" | "person">;

/** A party that the record names by an id. If it is unknown, it becomes a new one, as far as the record has its names. */
const referenceTo = (id: string | undefined, names: Names | undefined): Reference[] =>
  id === undefined
    ? []
    : [
        {
          to: "party",
          id,
          path: ["ID"],
          create:
            names &&
            ((manager, viewer) =>
              createParty(manager, viewer, { ...names, identifier: { source: SOURCE, externalId: id } })),
        },
      ];

/** The same for the customer's own party. An existing customer has one, which then gets the id. */
const ownParty = (id: string | undefined, names: Names | undefined, stored: CustomerRecord | null): Reference[] =>
  referenceTo(id, stored ? undefined : names).map((reference) => ({ ...reference, mayBeUnknown: stored !== null }));

/** A customer is linked to a known party; of its own party it changes the given names. */
const writeParty = (id: string | undefined, names: Names, { stored, idOf }: Situation): Patch => {
  const known = id === undefined ? undefined : idOf("party", id);
  if (known !== undefined && known !== stored?.party.id) return { party: { id: known } };
  const isNewId = id !== undefined && known === undefined;
  return { party: { ...names, identifier: isNewId ? { source: SOURCE, externalId: id } : undefined } };
};

const namesOfOrganization = ({ Name, _Name }: Organization): Names | undefined => {
  const known = Name ?? _Name;
  return known === undefined ? undefined : { organization: { name: known } };
};

export const organization: Field = {
  shape: z.strictObject({ ID: entityId.optional(), Name: name().optional(), ...standardFields }).nullable(),
  read: (record) =>
    record.party.kind === "ORGANIZATION"
      ? { ID: idShownIn(SOURCE, record, record.party.id), Name: record.party.name }
      : null,
  refersTo: (value: Organization | null, stored) =>
    value === null ? [] : ownParty(value.ID, namesOfOrganization(value), stored),
  write: (value: Organization | null, situation) =>
    value === null
      ? {}
      : writeParty(value.ID, { organization: { name: value.Name ?? situation.stored?.party.name ?? "" } }, situation),
};

export const person: Field = {
  shape: z
    .strictObject({
      ID: entityId.optional(),
      FirstName: name(128).nullable().optional(),
      LastName: name(128).optional(),
      ...standardFields,
    })
    .nullable(),
  read: (record) =>
    record.party.kind === "PERSON"
      ? {
          ID: idShownIn(SOURCE, record, record.party.id),
          FirstName: record.party.firstName,
          LastName: record.party.lastName,
        }
      : null,
  refersTo: (value: Person | null, stored) => {
    if (value === null) return [];
    const { ID, FirstName: firstName, LastName: lastName } = value;
    return ownParty(ID, lastName === undefined ? undefined : { person: { firstName, lastName } }, stored);
  },
  write: (value: Person | null, situation) =>
    value === null
      ? {}
      : writeParty(
          value.ID,
          {
            person: { firstName: value.FirstName, lastName: value.LastName ?? situation.stored?.party.lastName ?? "" },
          },
          situation,
        ),
};

/** The organization that sells to the customer. */
export const seller: Field = {
  shape: link.nullable(),
  read: (record) => {
    const { sellerRelationId } = record.relationship;
    return sellerRelationId === null ? null : { ID: idShownIn(SOURCE, record, sellerRelationId) };
  },
  refersTo: (value: Organization | null) => (value === null ? [] : referenceTo(value.ID, namesOfOrganization(value))),
  write: (value: { readonly ID: string } | null, { idOf }) => ({
    relationship: { sellerRelationId: value && idOf("party", value.ID) },
  }),
};
