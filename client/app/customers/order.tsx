import { Choice } from "../ui/choice.tsx";
import { type ChangeList, isSearch, type ListState, ORDERS } from "./list-state.ts";

const WORDS = Object.fromEntries(Object.entries(ORDERS).map(([order, { words }]) => [order, words])) as Record<
  keyof typeof ORDERS,
  string
>;

/** Controls for the order and for inactive customers. A search is always ordered by relevance. */
export const Order = ({ state, change }: { state: ListState; change: ChangeList }) => (
  <>
    {!isSearch(state) && (
      <Choice
        label="Order"
        words={WORDS}
        any={state.viewId ? "As in the view" : undefined}
        value={state.order ?? (state.viewId ? null : "name")}
        onChange={(order) => change({ order: order === "name" && !state.viewId ? null : order })}
      />
    )}
    <label className="check">
      <input type="checkbox" checked={state.inactive} onChange={() => change({ inactive: !state.inactive })} />
      Include inactive
    </label>
  </>
);
