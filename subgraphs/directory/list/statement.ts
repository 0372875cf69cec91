import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { createSubjectLoaders } from "../../commercial/subjects.ts";
import { visibleTo } from "../../identity/visibility.ts";
import type { CustomerCondition } from "../schema.generated.ts";
import { FEW, SOME } from "./beginnings.ts";
import { compile } from "./compile.ts";
import { allOf, type Bound, type Condition, exactly, withTerms } from "./condition.ts";
import { type Parameter, parametersFor } from "./parameters.ts";

/** Which customers a list has. */
export interface Listed {
  readonly conditions: readonly CustomerCondition[];
  /** Whether inactive and archived ones are left out. */
  readonly onlyInUse: boolean;
  /** Whether a condition asks for the viewer's own customers. */
  readonly isOfViewer: boolean;
}

/** What the statements of a list are made of. */
export interface Parts {
  readonly values: unknown[];
  readonly p: Parameter;
  readonly condition: Condition;
  /** The common table expressions that the condition needs. */
  readonly common: () => readonly string[];
}

/** Those that the viewer sees. Their terms are of use where most customers are hidden, and narrow nothing otherwise. */
const visible = (workspaces: string): Condition => ({
  ...exactly(visibleTo("e", workspaces)),
  terms: withTerms("visible-to", `(array['*'] || ${workspaces}::text[])`),
});

const IN_USE = exactly("e.status not in ('INACTIVE', 'ARCHIVED')");

/** The employee that the viewer is, as in `Viewer.employee`: none or one. */
const employeeIdsOf = async (request: RequestScope): Promise<readonly string[]> => {
  const employee = await createSubjectLoaders(request).employeeBySubject.load(request.viewer.subject);
  return employee ? [employee.id] : [];
};

export const partsOf = async (request: RequestScope, { conditions, onlyInUse, isOfViewer }: Listed): Promise<Parts> => {
  const { viewer } = request;
  const employeeIds = isOfViewer ? await employeeIdsOf(request) : [];
  const { values, p } = parametersFor(viewer.tenantId);
  const workspaces = p(viewer.workspaceIds);
  const texts: string[] = [];
  const common = (name: string, text: string): string => {
    const numbered = `${name}${texts.length}`;
    texts.push(`${numbered} as ${text}`);
    return numbered;
  };
  const scope = { p, workspaces, employeeIds, common };
  const condition = allOf([
    visible(workspaces),
    ...(onlyInUse ? [IN_USE] : []),
    ...conditions.flatMap((each) => compile(each, scope) ?? []),
  ]);
  return { values, p, condition, common: () => texts };
};

/** The same bound on the expression of an index, which has no nulls: of the one that begins with them, if there are lower bounds. */
const bounded = ({ column, missing, comparison }: Bound, hasLower: boolean): string =>
  `${missing ? `coalesce(${column}, ${missing[hasLower ? 1 : 0]})` : column} ${comparison}`;

const isLower = ({ comparison }: Bound): boolean => !comparison.startsWith("<");

/**
 * The rows that may fulfil a condition, found by its terms, bounds or ids. Terms include the tenant. With the tenant in a form that an index
 * serves, the planner may read all of a tenant instead: it takes every tenant for small.
 */
const narrowed = ({ terms, bounds, ids }: Condition): string[] => {
  const lower = new Set(bounds.filter(isLower).map(({ column }) => column));
  const ranges = bounds.map((bound) => bounded(bound, lower.has(bound.column)));
  const tenant =
    terms.length > 1 && bounds.length + ids.length === 0 ? "e.tenant_id is not distinct from $1" : "e.tenant_id = $1";
  return [tenant, ...terms, ...ranges, ...ids];
};

/** The bounds of a condition on the column that a list is sorted by, on the very expression that it is sorted by. */
export const boundsOn = ({ bounds }: Condition, column: string, expression: string): string[] =>
  bounds.filter((bound) => bound.column === `e.${column}`).map(({ comparison }) => `${expression} ${comparison}`);

/** Whether an index leads to the rows that may fulfil a condition: every condition has the terms of who may see them. */
const isNarrow = ({ terms, bounds, ids }: Condition): boolean => terms.length > 1 || bounds.length + ids.length > 0;

/** The conditions of the rows that may fulfil one, and of when they are read: by their beginnings if those are of few, or else by the rest. */
const waysTo = (condition: Condition, narrow: (condition: Condition) => readonly string[]): (readonly string[])[] => {
  const { beginnings, ids } = condition;
  if (beginnings.length === 0) return [narrow(condition)];
  const most = isNarrow(condition) ? FEW : SOME;
  const few = beginnings.map((name) => `(select count(*) <= ${most} from ${name})`).join(" and ");
  const among = beginnings.map((name) => `e.id = any (array(select b.id from ${name} b))`);
  return [
    [few, ...narrow({ ...condition, ids: [...ids, ...among] })],
    [`not (${few})`, ...narrow(condition)],
  ];
};

const readBy = (ways: readonly (readonly string[])[], { exact }: Condition, when: readonly string[]): string => {
  const reads = ways.map(
    (way) => `select e.* from directory.listed_customer e where ${[...when, ...way, exact].join(" and ")}`,
  );
  return `(${reads.join(" union all ")}) e`;
};

/** The rows that fulfil a condition as `e`, found by an index; none, unless `when` is true. */
export const found = (condition: Condition, when: readonly string[]): string =>
  readBy(waysTo(condition, narrowed), condition, when);

/** The rows that fulfil a condition as `e`, for statements that read all of them; none, unless `when` is true. */
export const fulfilling = (condition: Condition, when: readonly string[] = []): string =>
  readBy(
    waysTo(condition, (each) => (isNarrow(each) ? narrowed(each) : ["e.tenant_id = $1"])),
    condition,
    when,
  );
