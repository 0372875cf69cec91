import { useNavigate } from "react-router";
import { refreshCustomerLists } from "../../cache/index.ts";
import type { CustomerCreateInput } from "../../index.ts";
import { useCustomerCreateMutation } from "../../react.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { STAGES, valuesOf } from "../ui/words.ts";
import { useEmployeeNames } from "./choices.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm, type Values } from "./use-form.ts";
import { useIdempotencyKey } from "./use-idempotency-key.ts";

const KINDS = { organization: "Organization", person: "Person" };

const EMPTY = {
  kind: "organization",
  "party.organization.name": "",
  "party.person.firstName": "",
  "party.person.lastName": "",
  legalName: "",
  code: "",
  accountNumber: "",
  primaryEmail: "",
  primaryPhone: "",
  "relationship.funnelStage": "SUSPECT",
  "relationship.accountManagerId": "",
};

const inputOf = (values: Values): CustomerCreateInput => ({
  party:
    values.kind === "person"
      ? {
          person: {
            firstName: values["party.person.firstName"] || null,
            lastName: values["party.person.lastName"] ?? "",
          },
        }
      : { organization: { name: values["party.organization.name"] ?? "" } },
  legalName: values.legalName || null,
  code: values.code || null,
  accountNumber: values.accountNumber || null,
  primaryEmail: values.primaryEmail || undefined,
  primaryPhone: values.primaryPhone || undefined,
  relationship: {
    funnelStage: valuesOf(STAGES).find((stage) => stage === values["relationship.funnelStage"]) ?? "SUSPECT",
    accountManagerId: values["relationship.accountManagerId"] || null,
  },
});

interface Props {
  readonly onClose: () => void;
  /** Parent of the new customer. */
  readonly parent?: { readonly id: string; readonly displayName: string };
}

/** Creates a customer, then opens its page. */
export const CreateCustomer = ({ onClose, parent }: Props) => {
  const [create] = useCustomerCreateMutation({ errorPolicy: "all", update: refreshCustomerLists });
  const keyed = useIdempotencyKey();
  const managers = useEmployeeNames();
  const navigate = useNavigate();

  const form = useForm({
    initial: EMPTY,
    send: async (values) => {
      const input = { ...inputOf(values), parentId: parent?.id ?? null };
      const answer = create({ variables: { input: keyed(input) } });
      const { payload, refusals } = await outcomeOf(answer, (data) => data.customerCreate, Object.keys(EMPTY));
      if (refusals) return refusals;
      announce("The customer was created.");
      onClose();
      if (payload?.customer) await navigate(`/customers/${payload.customer.id}`);
      return null;
    },
  });
  const isPerson = form.values.kind === "person";
  return (
    <Dialog title={parent ? `New customer below ${parent.displayName}` : "New customer"} onClose={onClose}>
      <Form form={form} submit="Create customer" onCancel={onClose}>
        <Field form={form} name="kind" label="Kind" words={KINDS} wide />
        {isPerson ? (
          <>
            <Field form={form} name="party.person.firstName" label="First name" />
            <Field form={form} name="party.person.lastName" label="Last name" required />
          </>
        ) : (
          <>
            <Field form={form} name="party.organization.name" label="Name" required />
            <Field form={form} name="legalName" label="Legal name" />
          </>
        )}
        <Field form={form} name="code" label="Code" />
        <Field form={form} name="accountNumber" label="Account number" />
        <Field form={form} name="primaryEmail" label="E-mail" kind="email" />
        <Field form={form} name="primaryPhone" label="Telephone" kind="tel" />
        <Field form={form} name="relationship.funnelStage" label="Stage" words={STAGES} />
        <Field
          form={form}
          name="relationship.accountManagerId"
          label="Account manager"
          words={managers}
          none="Nobody"
        />
      </Form>
    </Dialog>
  );
};
