import type { Customer, Party } from "../customer/types.ts";
import type { EditField } from "./edit-field.ts";

type Person = Extract<Party, { __typename: "Person" }>;

const nameOfPerson = (name: "firstName" | "lastName", label: string, required: boolean): EditField => ({
  name: `party.person.${name}`,
  label,
  required,
  group: "Identity",
  read: ({ party }) => (party.__typename === "Person" ? (party[name] ?? "") : ""),
  write: (value) => ({ party: { person: { [name]: value || null } } }),
  foresee: (customer, value) => ({ ...customer, party: { ...(customer.party as Person), [name]: value } }),
});

const organization: EditField = {
  name: "party.organization.name",
  label: "Organization name",
  required: true,
  group: "Identity",
  read: ({ party }) => party.displayName,
  write: (name) => ({ party: { organization: { name } } }),
  foresee: (customer, displayName) => ({ ...customer, party: { ...customer.party, displayName } }),
};

/** The names of the party, which it may share with other customers. */
export const partyFieldsOf = ({ party }: Customer): readonly EditField[] =>
  party.__typename === "Person"
    ? [nameOfPerson("firstName", "First name", false), nameOfPerson("lastName", "Last name", true)]
    : [organization];
