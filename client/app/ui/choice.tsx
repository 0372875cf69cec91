import { valuesOf } from "./words.ts";

interface Props<Value extends string> {
  readonly label: string;
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value | null;
  /** Label for no selection, where that is allowed. */
  readonly any?: string;
  readonly onChange: (value: Value | null) => void;
}

/** A select with a label for each value. */
export const Choice = <Value extends string>({ label, words, value, any, onChange }: Props<Value>) => (
  <label className="choice">
    <span>{label}</span>
    <select
      className="input"
      value={value ?? ""}
      onChange={({ target }) => onChange(valuesOf(words).find((one) => one === target.value) ?? null)}
    >
      {any !== undefined && <option value="">{any}</option>}
      {value !== null && !(value in words) && <option value={value}>…</option>}
      {valuesOf(words).map((one) => (
        <option key={one} value={one}>
          {words[one]}
        </option>
      ))}
    </select>
  </label>
);
