import { Button } from "../ui/button.tsx";
import { type ChangeList, isSearch, type ListState, narrowings } from "./list-state.ts";

/** Says why the list is empty, and leads on. */
export const NoCustomers = ({ state, change }: { state: ListState; change: ChangeList }) => {
  if (isSearch(state)) {
    return (
      <div className="notice">
        <h2>Nothing is found for “{state.text}”</h2>
        <p>Names are found from three letters on, keys from two. Inactive customers are left out unless asked for.</p>
        <Button onClick={() => change({ text: "" })}>Clear the search</Button>
      </div>
    );
  }
  return (
    <div className="notice">
      <h2>{narrowings(state) > 0 ? "No customer fits these filters" : "There are no customers yet"}</h2>
      <p>{narrowings(state) > 0 ? "Clear some of them to see more." : "Create the first one with “New customer”."}</p>
    </div>
  );
};
