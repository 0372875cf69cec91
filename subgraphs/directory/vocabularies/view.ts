import type { CustomerRecord } from "./record.ts";
import type { View, Vocabulary } from "./vocabulary.ts";

/** A customer as a vocabulary shows it, its fields in the order of the vocabulary's text. */
export const toView = ({ fields, omitsNulls }: Vocabulary, record: CustomerRecord): View =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, { read }]) => [name, read(record)] as const)
      .filter(([, value]) => value !== undefined && !(omitsNulls && value === null)),
  );
