import { canonicalUuid } from "../../platform/values/uuid.ts";
import type { CustomerInput, Match } from "../../subgraphs/directory/commands/index.ts";

/** A key as it is compared: GUIDs in one case. */
export const comparable = (match: Match, key: string): string =>
  match.by === "externalIdentifier" ? canonicalUuid(key) : key;

/** What identifies the customer of an input. */
export const keyOf = (
  match: Match,
  { accountNumber, externalIdentifiers }: CustomerInput,
): string | null | undefined => {
  if (match.by === "accountNumber") return accountNumber;
  const id = externalIdentifiers?.find(({ source }) => source === match.source)?.externalId;
  return id && canonicalUuid(id);
};
