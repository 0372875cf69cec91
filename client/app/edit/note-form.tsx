import { useCustomerNoteCreateMutation } from "../../react.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm } from "./use-form.ts";
import { useIdempotencyKey } from "./use-idempotency-key.ts";

export const NoteForm = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const [add] = useCustomerNoteCreateMutation({ errorPolicy: "all" });
  const keyed = useIdempotencyKey();
  const form = useForm({
    initial: { text: "" },
    send: async ({ text = "" }) => {
      const answer = add({ variables: { input: keyed({ customerId, text }) } });
      return (await outcomeOf(answer, ({ customerNoteCreate }) => customerNoteCreate, ["text"])).refusals;
    },
    onTaken: () => {
      announce("The note was added.");
      onClose();
    },
  });
  return (
    <Dialog title="Add note" onClose={onClose}>
      <Form form={form} submit="Add note" onCancel={onClose}>
        <Field form={form} name="text" label="Note" kind="lines" required wide />
      </Form>
    </Dialog>
  );
};
