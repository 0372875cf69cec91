import { prepared } from "../../../platform/database/session/statement.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { isStorable } from "../../common/check.ts";

/** By id, or else by an e-mail address that only one employee has. */
const employeesOfSubject = prepared<{ id: string }>(
  "directory_employees_of_subject",
  `
    select m.id from commercial.employee m where m.tenant_id = $1 and m.id = $2::uuid
    union all
    select min(m.id::text)::uuid from commercial.employee m
      where m.tenant_id = $1 and lower(m.email) = $3
        and not exists (select from commercial.employee o where o.tenant_id = $1 and o.id = $2::uuid)
      having count(*) = 1`,
);

/** The employee that the viewer is, as in `Viewer.employee`: none or one. */
export const employeeIdsOf = async ({ db, viewer }: RequestScope): Promise<readonly string[]> => {
  if (!isStorable(viewer.subject)) return [];
  const subject = viewer.subject.toLowerCase();
  const employees = await db.read(employeesOfSubject, [viewer.tenantId, isUuid(subject) ? subject : null, subject]);
  return employees.map(({ id }) => id);
};
