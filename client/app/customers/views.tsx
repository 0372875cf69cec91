import { useState } from "react";
import { useCustomerViewsQuery } from "../../react.ts";
import { namesOf } from "../edit/choices.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { type ChangeList, isSearch, type ListState, narrowings } from "./list-state.ts";
import { SaveView } from "./save-view.tsx";

/** Selects a saved view, and saves the current filters as one. Hidden during a search. */
export const Views = ({ state, change }: { state: ListState; change: ChangeList }) => {
  const views = useCustomerViewsQuery({ variables: {}, errorPolicy: "all" }).data?.customerViews?.nodes ?? [];
  const [saving, setSaving] = useState(false);
  const { viewId } = state;

  if (isSearch(state)) return null;
  return (
    <>
      {(views.length > 0 || viewId) && (
        <Choice
          label="View"
          any="All customers"
          words={namesOf(views)}
          value={viewId}
          onChange={(chosen) => change({ viewId: chosen, order: null })}
        />
      )}
      {!viewId && narrowings(state) > 0 && <Button onClick={() => setSaving(true)}>Save view</Button>}
      {saving && <SaveView state={state} change={change} onClose={() => setSaving(false)} />}
    </>
  );
};
