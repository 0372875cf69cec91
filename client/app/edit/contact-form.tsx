import { useCustomerContactCreateMutation } from "../../react.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm } from "./use-form.ts";
import { useIdempotencyKey } from "./use-idempotency-key.ts";

const EMPTY = { name: "", jobTitle: "", email: "", phone: "" };

/** Adds a contact person. */
export const ContactForm = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const [add] = useCustomerContactCreateMutation({ errorPolicy: "all" });
  const keyed = useIdempotencyKey();
  const form = useForm({
    initial: EMPTY,
    send: async ({ name = "", jobTitle, email, phone }) => {
      const input = { customerId, name, jobTitle: jobTitle || null, email: email || null, phone: phone || null };
      const answer = add({ variables: { input: keyed(input) } });
      return (await outcomeOf(answer, ({ customerContactCreate }) => customerContactCreate, Object.keys(EMPTY)))
        .refusals;
    },
    onTaken: () => {
      announce("The contact was added.");
      onClose();
    },
  });
  return (
    <Dialog title="Add contact" onClose={onClose}>
      <Form form={form} submit="Add contact" onCancel={onClose}>
        <Field form={form} name="name" label="Name" required wide />
        <Field form={form} name="jobTitle" label="Job title" wide />
        <Field form={form} name="email" label="E-mail" kind="email" />
        <Field form={form} name="phone" label="Telephone" kind="tel" />
      </Form>
    </Dialog>
  );
};
