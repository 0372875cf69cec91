import { useCreditLimitSetMutation } from "../../react.ts";
import { useOnPage } from "../customer/context.ts";
import type { Finance } from "../customer/types.ts";
import type { Refusals } from "../graph/refusals.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm } from "./use-form.ts";

interface Props {
  readonly finance: Finance;
  readonly onClose: () => void;
}

const FIELDS = ["creditLimit.amount", "creditLimit.currencyCode"] as const;

const CHANGED_MEANWHILE: Refusals = {
  fields: {},
  whole: [
    "Somebody else changed this customer in the meantime. Check it again; if the limit still fits, set it again.",
  ],
};

/**
 * Sets the credit limit. Sends the version that was read: a decision about money must not rest on
 * outdated figures.
 */
export const CreditLimitForm = ({ finance, onClose }: Props) => {
  const { customer, retry } = useOnPage();
  const [set] = useCreditLimitSetMutation({ errorPolicy: "all" });
  const form = useForm({
    initial: {
      "creditLimit.amount": finance.creditLimit?.amount ?? "",
      "creditLimit.currencyCode": finance.creditLimit?.currencyCode ?? "EUR",
    },
    send: async ({ "creditLimit.amount": amount, "creditLimit.currencyCode": currencyCode = "" }) => {
      const creditLimit = amount ? { amount, currencyCode: currencyCode.toUpperCase() } : null;
      const answer = set({
        variables: { input: { customerId: customer.id, expectedVersion: customer.version, creditLimit } },
      });
      const { payload, refusals } = await outcomeOf(answer, ({ creditLimitSet }) => creditLimitSet, FIELDS);
      if (!payload?.userErrors.some(({ code }) => code === "CONFLICT")) return refusals;
      retry();
      return CHANGED_MEANWHILE;
    },
    onTaken: () => {
      announce("The credit limit was set.");
      onClose();
    },
  });
  return (
    <Dialog title="Set credit limit" onClose={onClose}>
      <Form form={form} submit="Set limit" onCancel={onClose}>
        <Field form={form} name="creditLimit.amount" label="Limit" kind="amount" hint="Leave empty for no limit" />
        <Field form={form} name="creditLimit.currencyCode" label="Currency" required hint="For example EUR" />
      </Form>
    </Dialog>
  );
};
