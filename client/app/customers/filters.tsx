import { useId, useState } from "react";
import { useEmployeeNames } from "../edit/choices.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { SettlingInput } from "../ui/settling-input.tsx";
import { PARTY_KINDS, STATUSES } from "../ui/words.ts";
import { type ChangeList, isSearch, type ListState, NO_FILTERS, narrowings } from "./list-state.ts";
import { StageToggles } from "./stage-toggles.tsx";

/** The filters of the list, collapsed on narrow screens. They do not apply to a search. */
export const Filters = ({ state, change }: { state: ListState; change: ChangeList }) => {
  const id = useId();
  const managers = useEmployeeNames();

  const [isOpen, setOpen] = useState(false);
  const count = narrowings(state);

  if (isSearch(state)) {
    return <p className="hint">Search covers all customers, best match first. Filters are off while you search.</p>;
  }
  return (
    <>
      <Button className="fold" aria-expanded={isOpen} aria-controls={`${id}-filters`} onClick={() => setOpen(!isOpen)}>
        {count > 0 ? `Filters (${count})` : "Filters"}
      </Button>
      <div id={`${id}-filters`} className="filters" data-open={isOpen}>
        <StageToggles chosen={state.stages} onChange={(stages) => change({ stages })} />
        <label className="choice" htmlFor={id}>
          <span>Name contains</span>
          <SettlingInput
            id={id}
            className="input"
            value={state.nameContains}
            maxLength={256}
            autoComplete="off"
            onSettle={(nameContains) => change({ nameContains }, { replace: true })}
          />
        </label>
        <Choice
          label="Account manager"
          any="Anyone"
          words={managers}
          value={state.managerId}
          onChange={(managerId) => change({ managerId })}
        />
        <Choice
          label="Status"
          any="Any"
          words={STATUSES}
          value={state.status}
          onChange={(status) => change({ status })}
        />
        <Choice label="Kind" any="All" words={PARTY_KINDS} value={state.kind} onChange={(kind) => change({ kind })} />
        {count > 0 && (
          <Button kind="quiet" onClick={() => change(NO_FILTERS)}>
            Clear filters
          </Button>
        )}
      </div>
    </>
  );
};
