import type { Identification, MatchedBy, View, Vocabulary } from "./vocabulary.ts";

const CONDITIONS: Readonly<Record<MatchedBy, string>> = {
  name: "c.display_name = $2",
  email: `exists (select from contacts.account a where a.tenant_id = $1 and a.customer_id = c.id
    and lower(a.primary_email) = lower($2))`,
};

/** How a record is found that identifies no customer: by its name or its e-mail address. */
export const matchedBy = ({ matchedBy: fields }: Vocabulary, by: MatchedBy, given: View): Identification[] => {
  const field = fields[by];
  const value = field === undefined ? undefined : given[field];
  return field === undefined || typeof value !== "string" || value.trim() === ""
    ? []
    : [{ field, condition: CONDITIONS[by], parameters: [value.trim()] }];
};
