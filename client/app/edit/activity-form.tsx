import { useActivityAddMutation } from "../../react.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ACTIVITIES, valuesOf } from "../ui/words.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm } from "./use-form.ts";

const EMPTY = { kind: "CALL", subject: "", occurredAt: "", description: "" };

/** Records something that took place. */
export const ActivityForm = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const [add] = useActivityAddMutation({ errorPolicy: "all" });
  const form = useForm({
    initial: EMPTY,
    send: async ({ kind, subject = "", occurredAt, description }) => {
      const input = {
        customerId,
        kind: valuesOf(ACTIVITIES).find((one) => one === kind) ?? "OTHER",
        subject,
        ...(occurredAt && { occurredAt: new Date(occurredAt).toISOString() }),
        description: description || null,
      };
      const answer = add({ variables: { input } });
      return (await outcomeOf(answer, ({ activityAdd }) => activityAdd, Object.keys(EMPTY))).refusals;
    },
    onTaken: () => {
      announce("The activity was recorded.");
      onClose();
    },
  });
  return (
    <Dialog title="Add activity" onClose={onClose}>
      <Form form={form} submit="Add activity" onCancel={onClose}>
        <Field form={form} name="kind" label="Kind" words={ACTIVITIES} />
        <Field form={form} name="occurredAt" label="When" kind="datetime-local" hint="Left empty, it is now" />
        <Field form={form} name="subject" label="Subject" required wide />
        <Field form={form} name="description" label="At length" kind="lines" wide />
      </Form>
    </Dialog>
  );
};
