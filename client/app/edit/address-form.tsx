import type { CustomerAddressPurpose } from "../../index.ts";
import { useCustomerAddressCreateMutation } from "../../react.ts";
import { announce } from "../shell/announcements.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PURPOSES, valuesOf } from "../ui/words.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { outcomeOf } from "./outcome.ts";
import { useForm } from "./use-form.ts";
import { useIdempotencyKey } from "./use-idempotency-key.ts";

const EMPTY = { purposes: "", street: "", postalCode: "", city: "", region: "", countryCode: "" };

const purposesOf = (value = ""): CustomerAddressPurpose[] => valuesOf(PURPOSES).filter((purpose) => purpose === value);

export const AddressForm = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const [add] = useCustomerAddressCreateMutation({ errorPolicy: "all" });
  const keyed = useIdempotencyKey();
  const form = useForm({
    initial: EMPTY,
    send: async ({ purposes, street, postalCode, city, region, countryCode }) => {
      const input = {
        customerId,
        purposes: purposesOf(purposes),
        street: street || null,
        postalCode: postalCode || null,
        city: city || null,
        region: region || null,
        countryCode: countryCode?.toUpperCase() || null,
      };
      const answer = add({ variables: { input: keyed(input) } });
      return (await outcomeOf(answer, ({ customerAddressCreate }) => customerAddressCreate, Object.keys(EMPTY)))
        .refusals;
    },
    onTaken: () => {
      announce("The address was added.");
      onClose();
    },
  });
  return (
    <Dialog title="Add address" onClose={onClose}>
      <Form form={form} submit="Add address" onCancel={onClose}>
        <Field form={form} name="purposes" label="Used for" words={PURPOSES} none="Not specified" wide />
        <Field form={form} name="street" label="Street and house number" wide />
        <Field form={form} name="postalCode" label="Postal code" />
        <Field form={form} name="city" label="City" />
        <Field form={form} name="region" label="State or region" />
        <Field form={form} name="countryCode" label="Country" hint="Two-letter code, such as DE" />
      </Form>
    </Dialog>
  );
};
