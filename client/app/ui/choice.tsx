import { valuesOf } from "./words.ts";

interface Props<Value extends string> {
  readonly label: string;
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value | null;
  /** The words for no choice, where that is one. */
  readonly any?: string;
  readonly onChange: (value: Value | null) => void;
}

/** One of a few values, chosen from their words. */
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
