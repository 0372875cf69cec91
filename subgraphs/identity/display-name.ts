import type { Party } from "./entities.ts";

/** The name of an organization; first and last name of a person. */
export const displayNameOf = ({ name, firstName, lastName }: Pick<Party, "name" | "firstName" | "lastName">): string =>
  name ?? [firstName, lastName].filter(Boolean).join(" ");
