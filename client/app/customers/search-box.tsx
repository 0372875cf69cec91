import { useId } from "react";
import { Icon } from "../ui/icon.tsx";
import { SettlingInput } from "../ui/settling-input.tsx";
import type { ChangeList, ListState } from "./list-state.ts";

/** Search as you type over names, keys, contacts and addresses. */
export const SearchBox = ({ state, change }: { state: ListState; change: ChangeList }) => {
  const id = useId();
  return (
    <div className="search-box">
      <label className="unseen" htmlFor={id}>
        Search customers
      </label>
      <Icon name="search" />
      <SettlingInput
        id={id}
        type="search"
        className="input"
        placeholder="Search names, contacts, numbers, e-mail, phones, cities…"
        maxLength={256}
        autoComplete="off"
        value={state.text}
        onSettle={(text) => change({ text }, { replace: true })}
      />
    </div>
  );
};
