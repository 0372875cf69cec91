import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkText } from "../../common/check.ts";
import { checkEmail } from "../../common/check-format.ts";
import { checkKept } from "../../common/check-kept.ts";
import { refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { Employee } from "../entities.ts";
import { addChoice, changeChoice, type PickList } from "./pick-lists.ts";

interface EmployeeFields {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly jobTitle?: string | null;
}

const EMPLOYEES: PickList<Employee> = { entity: Employee, what: "employee" };

const checkEmployee = ({ name, email, jobTitle }: EmployeeFields): UserError[] => [
  ...checkText(name, ["name"], 256),
  ...checkEmail(email, ["email"]),
  ...checkText(jobTitle, ["jobTitle"], 256),
];

/** Adds an employee of the tenant. */
export const createEmployee = async (
  manager: EntityManager,
  viewer: Viewer,
  { name, email = null, jobTitle = null }: EmployeeFields & { readonly name: string },
) => {
  refuseIfAny(checkEmployee({ name, email, jobTitle }));
  return { employee: await addChoice(manager, viewer, EMPLOYEES, { name, email, jobTitle }) };
};

/** Changes given fields of an employee. */
export const changeEmployee = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, ...fields }: EmployeeFields & { readonly id: string },
) => {
  refuseIfAny([...checkKept(fields, ["name"]), ...checkEmployee(fields)]);
  const { name, email, jobTitle } = fields;
  const columns = { name: name ?? undefined, email, jobTitle };
  return { employee: await changeChoice(manager, viewer, EMPLOYEES, { id, columns }) };
};
