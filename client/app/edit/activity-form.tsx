import { useCustomerActivityCreateMutation } from "../../react.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ACTIVITIES, valuesOf } from "../ui/words.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm } from "./use-form.ts";
import { useIdempotencyKey } from "./use-idempotency-key.ts";

const EMPTY = { kind: "CALL", subject: "", occurredAt: "", time: "", description: "" };

/**
 * A date alone is a calendar day, the same in every time zone; with a time it is an instant in
 * local time.
 */
const dateOf = (day: string, time: string): string => {
  if (!time) return day;
  const at = day ? new Date(`${day}T00:00`) : new Date();
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  at.setHours(hours, minutes, 0, 0);
  return at.toISOString();
};

export const ActivityForm = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const [add] = useCustomerActivityCreateMutation({ errorPolicy: "all" });
  const keyed = useIdempotencyKey();
  const form = useForm({
    initial: EMPTY,
    send: async ({ kind, subject = "", occurredAt: day = "", time = "", description }) => {
      const input = {
        customerId,
        kind: valuesOf(ACTIVITIES).find((one) => one === kind) ?? "OTHER",
        subject,
        ...((day || time) && { occurredAt: dateOf(day, time) }),
        description: description || null,
      };
      const answer = add({ variables: { input: keyed(input) } });
      return (await outcomeOf(answer, ({ customerActivityCreate }) => customerActivityCreate, Object.keys(EMPTY)))
        .refusals;
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
        <Field form={form} name="occurredAt" label="Day" kind="date" hint="Leave empty for now" />
        <Field form={form} name="time" label="Time" kind="time" hint="Optional" />
        <Field form={form} name="subject" label="Subject" required wide />
        <Field form={form} name="description" label="Description" kind="lines" wide />
      </Form>
    </Dialog>
  );
};
