import { Button } from "../ui/button.tsx";
import { type ChangeList, isSearch, type ListState, narrowings } from "./list-state.ts";

/** Shown when the list is empty: says why and offers a next step. */
export const NoCustomers = ({ state, change }: { state: ListState; change: ChangeList }) => {
  if (isSearch(state)) {
    return (
      <div className="notice">
        <h2>No results for “{state.text}”</h2>
        <p>
          Words are found by their beginning, and nearly right ones too. Inactive customers are hidden unless you
          include them.
        </p>
        <Button onClick={() => change({ text: "" })}>Clear the search</Button>
      </div>
    );
  }
  return (
    <div className="notice">
      <h2>{narrowings(state) > 0 ? "No customers match these filters" : "No customers yet"}</h2>
      <p>{narrowings(state) > 0 ? "Clear some filters to see more." : "Create the first one with “New customer”."}</p>
    </div>
  );
};
