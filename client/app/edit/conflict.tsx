import { type FormEvent, useState } from "react";
import type { Refusals } from "../graph/refusals.ts";
import { Button } from "../ui/button.tsx";
import { changedFields, valuesIn } from "./changes.ts";
import type { Choices } from "./choices.ts";
import type { EditField } from "./edit-field.ts";
import type { Conflict } from "./use-customer-edit.ts";
import type { Values } from "./use-form.ts";

interface Props {
  readonly conflict: Conflict;
  readonly fields: readonly EditField[];
  readonly choices: Choices;
  readonly onCancel: () => void;
  readonly onChosen: (values: Values) => Promise<Refusals | null>;
}

type Side = "mine" | "theirs";

const shownValue = ({ words }: EditField, value: string, choices: Choices): string =>
  (words?.(choices)[value] ?? value) || "Nothing";

/** Resolves an edit conflict field by field. Fields that only one side changed are preselected. */
export const ConflictForm = ({ conflict, fields, choices, onCancel, onChosen }: Props) => {
  const { base, mine, theirs } = conflict;
  const their = valuesIn(theirs, fields);
  const differing = changedFields(fields, their, mine);
  const iChanged = new Set(changedFields(fields, base, mine).map(({ name }) => name));
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(differing.map(({ name }) => [name, iChanged.has(name) ? "mine" : "theirs"])),
  );
  const [refused, setRefused] = useState<readonly string[]>([]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = differing.map(({ name }) => [name, (sides[name] === "mine" ? mine[name] : their[name]) ?? ""]);
    void onChosen({ ...their, ...Object.fromEntries(chosen) }).then((refusals) =>
      setRefused(refusals ? [...Object.values(refusals.fields), ...refusals.whole] : []),
    );
  };
  return (
    <form className="form conflict" onSubmit={submit}>
      <p>
        Somebody else changed this customer while you were editing. Your changes are not saved yet: choose which values
        to keep.
      </p>
      {refused.length > 0 && (
        <p className="refused" role="alert">
          {refused.join(" ")}
        </p>
      )}
      {differing.length === 0 && <p>Their values are the same as yours.</p>}
      {differing.map((field) => (
        <fieldset key={field.name}>
          <legend>{field.label}</legend>
          <p className="quiet">Was: {shownValue(field, base[field.name] ?? "", choices)}</p>
          {(["mine", "theirs"] as const).map((side) => (
            <label key={side} className="side">
              <input
                type="radio"
                name={field.name}
                checked={sides[field.name] === side}
                onChange={() => setSides({ ...sides, [field.name]: side })}
              />
              <span>
                <span className="quiet block">{side === "mine" ? "Mine" : "Theirs"}</span>
                {shownValue(field, (side === "mine" ? mine : their)[field.name] ?? "", choices)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="form-foot">
        <Button onClick={onCancel}>Keep theirs</Button>
        <Button kind="primary" type="submit">
          Save my choices
        </Button>
      </div>
    </form>
  );
};
