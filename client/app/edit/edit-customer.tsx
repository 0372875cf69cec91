import { useState } from "react";
import { useOnPage } from "../customer/context.ts";
import { Dialog } from "../ui/dialog.tsx";
import { valuesIn } from "./changes.ts";
import { useChoices } from "./choices.ts";
import { ConflictForm } from "./conflict.tsx";
import { editableFieldsOf } from "./edit-fields.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { useCustomerEdit } from "./use-customer-edit.ts";
import { useForm } from "./use-form.ts";

const GROUPS = ["Identity", "Contact details", "Relationship"] as const;

/**
 * Edits a customer. On save the dialog closes and the page shows the optimistic result. If the
 * server refuses, the dialog reopens with the input and the errors, or with the conflicting
 * changes.
 */
export const EditCustomer = ({ onClose }: { onClose: () => void }) => {
  const { customer, failures } = useOnPage();
  const choices = useChoices();
  const [fields] = useState(() => editableFieldsOf(customer, (name) => failures.some(({ field }) => field === name)));
  const { base, saving, conflict, save } = useCustomerEdit({ fields, choices, onDone: onClose });
  const form = useForm({ initial: valuesIn(base, fields), send: (values) => save(base, values) });

  if (saving) {
    return (
      <p className="saving" role="status">
        Saving…
      </p>
    );
  }
  if (conflict) {
    return (
      <Dialog title="Somebody else changed this customer" onClose={onClose}>
        <ConflictForm
          conflict={conflict}
          fields={fields}
          choices={choices}
          onCancel={onClose}
          onChosen={(values) => save(conflict.theirs, values)}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={`Edit ${base.displayName}`} onClose={onClose}>
      <Form form={form} submit="Save" onCancel={onClose}>
        {GROUPS.filter((group) => fields.some((field) => field.group === group)).map((group) => (
          <fieldset key={group} className="group">
            <legend>{group}</legend>
            {fields
              .filter((field) => field.group === group)
              .map(({ name, label, kind, required, words, none }) => (
                <Field
                  key={name}
                  form={form}
                  name={name}
                  label={label}
                  kind={kind}
                  required={required}
                  words={words?.(choices)}
                  none={none}
                />
              ))}
          </fieldset>
        ))}
      </Form>
    </Dialog>
  );
};
