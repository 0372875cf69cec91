import { valuesOf } from "../ui/words.ts";
import type { Form } from "./use-form.ts";

interface Props {
  readonly form: Form;
  /** Dotted path in the input. */
  readonly name: string;
  readonly label: string;
  /** Type of input; `lines` is a text area. With `words` the control is a select instead. */
  readonly kind?: "text" | "email" | "tel" | "url" | "amount" | "percent" | "date" | "time" | "lines";
  readonly words?: Readonly<Record<string, string>>;
  /** Label for no selection, where that is allowed. */
  readonly none?: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly wide?: boolean;
}

/** Attributes by kind: what the browser validates and which on-screen keyboard it shows. */
const KINDS = {
  text: { type: "text", maxLength: 256 },
  email: { type: "email", inputMode: "email" },
  tel: { type: "tel", inputMode: "tel" },
  url: { type: "url", inputMode: "url", placeholder: "https://" },
  amount: { type: "text", inputMode: "decimal", pattern: "\\d+(\\.\\d{1,4})?", title: "A number such as 50000.00" },
  percent: { type: "text", inputMode: "numeric", pattern: "\\d+", title: "A whole number" },
  date: { type: "date" },
  time: { type: "time" },
} as const;

/** A form control with its label, hint and error, associated for screen readers. */
export const Field = ({ form, name, label, kind = "text", words, none, required, hint, wide }: Props) => {
  const id = `${form.id}-${name}`;
  const refusal = form.refusals.fields[name];
  const described = [hint && `${id}-hint`, refusal && `${id}-error`].filter(Boolean).join(" ");
  const shared = {
    id,
    name,
    required,
    className: "input",
    value: form.values[name] ?? "",
    "aria-invalid": refusal !== undefined,
    "aria-describedby": described || undefined,
    onChange: ({ target }: { target: { value: string } }) => form.set(name, target.value),
  };

  const control = () => {
    if (words) {
      return (
        <select {...shared}>
          {none !== undefined && <option value="">{none}</option>}
          {shared.value !== "" && !(shared.value in words) && <option value={shared.value}>As it is</option>}
          {valuesOf(words).map((value) => (
            <option key={value} value={value}>
              {words[value]}
            </option>
          ))}
        </select>
      );
    }
    if (kind === "lines") return <textarea {...shared} rows={4} />;
    return <input {...shared} {...KINDS[kind]} autoComplete="off" />;
  };

  return (
    <div className="field" data-wide={wide}>
      <label htmlFor={id}>
        {label}
        {required && <span className="quiet"> (required)</span>}
      </label>
      {control()}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {refusal && (
        <p className="error" id={`${id}-error`}>
          {refusal}
        </p>
      )}
    </div>
  );
};
