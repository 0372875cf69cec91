import DataLoader from "dataloader";
import { ofAnyLength, statementOf } from "../../platform/database/session/statement.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { isUuid } from "../../platform/values/uuid.ts";
import { isStorable } from "../common/check.ts";
import { Employee } from "./entities.ts";

const employeesBySubjects = statementOf(
  "commercial_employees_by_subjects",
  Employee,
  ({ table, columns }) => `
    select ${columns("e")} from ${table} e
    where e.tenant_id = $1 and (e.id = any (${ofAnyLength("$2::uuid[]")}) or lower(e.email) = any (${ofAnyLength("$3::text[]")}))`,
);

/** The employees by id, and by each e-mail address that only one of them has. */
const byNames = (employees: readonly Employee[]): ReadonlyMap<string, Employee | null> => {
  const named = new Map<string, Employee | null>();
  for (const employee of employees) {
    const email = employee.email?.toLowerCase();
    if (email) named.set(email, named.has(email) ? null : employee);
  }
  for (const employee of employees) named.set(employee.id, employee);
  return named;
};

/** The employees that subjects of tokens stand for: one statement for all subjects of a tick. */
export const createSubjectLoaders = ({ db, viewer: { tenantId } }: RequestScope) => ({
  employeeBySubject: new DataLoader<string, Employee | null>(async (subjects) => {
    const names = [...new Set(subjects.filter(isStorable).map((subject) => subject.toLowerCase()))];
    const employees = byNames(await db.read(employeesBySubjects, [tenantId, names.filter(isUuid), names]));
    return subjects.map((subject) => employees.get(subject.toLowerCase()) ?? null);
  }),
});
