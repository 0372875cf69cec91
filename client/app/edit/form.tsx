import { type PropsWithChildren, useEffect, useRef } from "react";
import { Button } from "../ui/button.tsx";
import type { Form as FormState } from "./use-form.ts";

interface Props {
  readonly form: FormState;
  readonly submit: string;
  readonly onCancel: () => void;
}

/**
 * A form with its fields, form-level errors and buttons. When the server refuses, focus moves to
 * the first error.
 */
export const Form = ({ form, submit, onCancel, children }: PropsWithChildren<Props>) => {
  const element = useRef<HTMLFormElement>(null);
  const { refusals, pending, onSubmit } = form;

  useEffect(() => {
    const refused = Object.keys(refusals.fields).length > 0 || refusals.whole.length > 0;
    if (refused) element.current?.querySelector<HTMLElement>("[aria-invalid=true], .refused")?.focus();
  }, [refusals]);

  return (
    <form ref={element} className="form" noValidate onSubmit={onSubmit}>
      {refusals.whole.length > 0 && (
        <div className="refused" role="alert" tabIndex={-1}>
          {refusals.whole.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </div>
      )}
      <div className="fields">{children}</div>
      <div className="form-foot">
        <Button onClick={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" disabled={pending}>
          {pending ? "Saving…" : submit}
        </Button>
      </div>
    </form>
  );
};
