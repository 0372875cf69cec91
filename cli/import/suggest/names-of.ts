import { type Best, filledOf, type Use } from "./found.ts";

/** Companies and persons by rows, or the persons of companies. */
export const namesOf = (best: Best): { uses: [string, Use][]; joined?: unknown[] } => {
  const [company, first, last] = ["displayName", "party.person.firstName", "party.person.lastName"].map((field) =>
    best.get(field),
  );
  const persons = [first, last].flatMap((column) => column ?? []);
  if (!company) return { uses: persons.map(({ name, field }) => [name, field]) };
  const isPerson = { [company.name]: "" };
  const isCompany = { [company.name]: { not: "" } };
  const hasPersons = persons.length > 0 && filledOf(company).length < company.texts.length;
  return {
    uses: hasPersons
      ? [
          [company.name, { to: "party.organization.name", when: isCompany }],
          ...persons.map(({ name, field }): [string, Use] => [name, { to: field, when: isPerson }]),
        ]
      : [[company.name, "displayName"]],
    ...(persons.length === 2 && {
      joined: [
        { columns: persons.map(({ name }) => name), to: "contacts[0].name", ...(hasPersons && { when: isCompany }) },
      ],
    }),
  };
};
