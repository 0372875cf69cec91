import { useCustomerViewCreateMutation } from "../../react.ts";
import { Field } from "../edit/field.tsx";
import { Form } from "../edit/form.tsx";
import { outcomeOf } from "../edit/outcome.ts";
import { useForm } from "../edit/use-form.ts";
import { useIdempotencyKey } from "../edit/use-idempotency-key.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { type ChangeList, conditionOf, type ListState, NO_FILTERS, orderOf } from "./list-state.ts";

interface Props {
  readonly state: ListState;
  readonly change: ChangeList;
  readonly onClose: () => void;
}

/** Saves the filters and the order as a named view, then opens the view. */
export const SaveView = ({ state, change, onClose }: Props) => {
  const [save] = useCustomerViewCreateMutation({
    errorPolicy: "all",
    update: (cache) => void cache.evict({ id: "ROOT_QUERY", fieldName: "customerViews" }),
  });
  const keyed = useIdempotencyKey();
  const form = useForm({
    initial: { name: "" },
    send: async ({ name = "" }) => {
      const { where, includeInactive } = conditionOf(state);
      const order = orderOf(state);
      const answer = save({ variables: { input: keyed({ name, where, includeInactive, order: order && [order] }) } });
      const { payload, refusals } = await outcomeOf(answer, ({ customerViewCreate }) => customerViewCreate, ["name"]);
      const viewId = payload?.customerView?.id;
      if (viewId) change({ ...NO_FILTERS, inactive: false, order: null, viewId });
      return refusals;
    },
    onTaken: () => {
      announce("The view was saved.");
      onClose();
    },
  });
  return (
    <Dialog title="Save view" onClose={onClose}>
      <Form form={form} submit="Save view" onCancel={onClose}>
        <Field form={form} name="name" label="Name" required wide />
      </Form>
    </Dialog>
  );
};
