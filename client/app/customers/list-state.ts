import { useSearchParams } from "react-router";
import type {
  CustomerCondition,
  CustomerOrder,
  CustomerStatus,
  CustomersQueryVariables,
  FunnelStage,
  PartyKind,
} from "../../index.ts";
import { PARTY_KINDS, STAGES, STATUSES, valuesOf } from "../ui/words.ts";

/** State of the list. It is stored in the URL, so that back, reload and sharing work. */
export interface ListState {
  /**
   * Search text, matched against names, keys, contacts and addresses. While it is set the filters
   * do not apply: a search has its own order and scope.
   */
  readonly text: string;
  readonly stages: readonly FunnelStage[];
  readonly status: CustomerStatus | null;
  readonly kind: PartyKind | null;
  readonly managerId: string | null;
  readonly nameContains: string;
  readonly inactive: boolean;
  /** A saved view, which the filters narrow further. */
  readonly viewId: string | null;
  /** Defaults to the order of the view, or by name. */
  readonly order: keyof typeof ORDERS | null;
}

/** The available orders by their name in the URL. */
export const ORDERS = {
  name: { words: "Name (A to Z)", order: { field: "NAME", direction: "ASC" } },
  "-name": { words: "Name (Z to A)", order: { field: "NAME", direction: "DESC" } },
  "-updated": { words: "Recently updated", order: { field: "UPDATED_AT", direction: "DESC" } },
  "-created": { words: "Newest first", order: { field: "CREATED_AT", direction: "DESC" } },
  "-credit": { words: "Credit limit (highest first)", order: { field: "CREDIT_LIMIT", direction: "DESC" } },
} as const satisfies Record<string, { words: string; order: CustomerOrder }>;

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | null =>
  values.find((value) => value === text) ?? null;

const read = (params: URLSearchParams): ListState => ({
  text: params.get("q") ?? "",
  stages: valuesOf(STAGES).filter((stage) => params.getAll("stage").includes(stage)),
  status: oneOf(valuesOf(STATUSES), params.get("status")),
  kind: oneOf(valuesOf(PARTY_KINDS), params.get("kind")),
  managerId: params.get("manager"),
  nameContains: params.get("name") ?? "",
  inactive: params.get("inactive") === "1",
  viewId: params.get("view"),
  order: oneOf(Object.keys(ORDERS) as (keyof typeof ORDERS)[], params.get("order")),
});

const write = (state: ListState): [string, string][] => {
  const given: [string, string | null][] = [
    ["q", state.text],
    ...state.stages.map((stage): [string, string] => ["stage", stage]),
    ["status", state.status],
    ["kind", state.kind],
    ["manager", state.managerId],
    ["name", state.nameContains],
    ["inactive", state.inactive ? "1" : null],
    ["view", state.viewId],
    ["order", state.order],
  ];
  return given.filter((pair): pair is [string, string] => Boolean(pair[1]));
};

/** The list state from the URL, and a setter. Typing replaces the history entry; a choice pushes one. */
export const useListState = () => {
  const [params, setParams] = useSearchParams();
  const state = read(params);
  const change = (patch: Partial<ListState>, { replace = false } = {}) =>
    setParams(write({ ...state, ...patch }), { replace, preventScrollReset: true });
  return [state, change] as const;
};

export type ChangeList = ReturnType<typeof useListState>[1];

/** Number of active filters. */
export const narrowings = ({ stages, status, kind, managerId, nameContains }: ListState): number =>
  stages.length + [status, kind, managerId, nameContains].filter(Boolean).length;

export const NO_FILTERS = { stages: [], status: null, kind: null, managerId: null, nameContains: "" } as const;

/** Whether a search is active. One letter is enough; blanks do not count. */
export const isSearch = ({ text }: ListState): boolean => text.trim() !== "";

/** The condition to query, shared by the list and its count. */
export const conditionOf = ({ stages, status, kind, managerId, nameContains, inactive, viewId }: ListState) => {
  const where: CustomerCondition = {
    ...(status && { status: { in: [status] } }),
    ...(kind && { party: { kind: { in: [kind] } } }),
    ...((stages.length > 0 || managerId) && {
      relationship: {
        ...(stages.length > 0 && { funnelStage: { in: stages } }),
        ...(managerId && { accountManagerId: { equals: managerId } }),
      },
    }),
    ...(nameContains.trim() && { displayName: { contains: nameContains.trim() } }),
  };
  return { where, includeInactive: inactive, ...(viewId && { viewId }) };
};

/** The order to query; undefined to use the view's own. */
export const orderOf = ({ order, viewId }: ListState): CustomerOrder | undefined =>
  order || !viewId ? ORDERS[order ?? "name"].order : undefined;

export const variablesOf = (state: ListState): CustomersQueryVariables => ({
  ...conditionOf(state),
  order: orderOf(state),
});
