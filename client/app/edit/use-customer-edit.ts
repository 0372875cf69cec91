import { useState } from "react";
import { refreshCustomerLists } from "../../cache/index.ts";
import { useCustomerLazyQuery, useCustomerUpdateMutation } from "../../react.ts";
import { useOnPage } from "../customer/context.ts";
import type { Customer } from "../customer/types.ts";
import type { Refusals } from "../graph/refusals.ts";
import { announce } from "../shell/announcements.tsx";
import { changedFields, changesOf, foreseen, valuesIn } from "./changes.ts";
import type { Choices } from "./choices.ts";
import type { EditField } from "./edit-field.ts";
import { outcomeOf } from "./outcome.ts";
import type { Values } from "./use-form.ts";

/** Another user changed the customer during the edit. */
export interface Conflict {
  /** The values at the start of the edit. */
  readonly base: Values;
  readonly mine: Values;
  readonly theirs: Customer;
}

interface Options {
  readonly fields: readonly EditField[];
  readonly choices: Choices;
  readonly onDone: () => void;
}

const REREAD_FAILED: Refusals = {
  fields: {},
  whole: ["Somebody else changed this customer, but their changes cannot be loaded right now. Try again."],
};

/**
 * Whether a change to the field can move the customer in or out of a list, or within one. The time
 * of the last change can too, but lists are not refetched for that.
 */
const decidesLists = (name: string): boolean =>
  name === "displayName" || name === "status" || name === "relationship.accountManagerId" || name.startsWith("party.");

/**
 * Saves an edited customer with an optimistic update, reverts it if the server refuses, and never
 * overwrites another user's changes.
 */
export const useCustomerEdit = ({ fields, choices, onDone }: Options) => {
  const { customer } = useOnPage();
  const [base, setBase] = useState(customer);
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [update, { client }] = useCustomerUpdateMutation({ errorPolicy: "all" });
  const [read] = useCustomerLazyQuery({ fetchPolicy: "network-only", errorPolicy: "all" });

  /** The caller chooses the version: that of the start of the edit, or that of the conflict. */
  const save = async (against: Customer, values: Values): Promise<Refusals | null> => {
    const before = valuesIn(against, fields);
    const changed = changedFields(fields, before, values);
    if (changed.length === 0) {
      onDone();
      return null;
    }

    setSaving(true);
    const input = { customerId: against.id, expectedVersion: against.version, ...changesOf(changed, values) };
    const answer = update({
      variables: { input },
      optimisticResponse: {
        customerUpdate: {
          __typename: "CustomerUpdatePayload",
          customer: foreseen(against, changed, values, choices),
          userErrors: [],
        },
      },
    });
    const { payload, refusals } = await outcomeOf(answer, (data) => data.customerUpdate, [
      ...fields.map(({ name }) => name),
    ]);
    const isConflict = payload?.userErrors.some(({ code }) => code === "CONFLICT") ?? false;
    const theirs = isConflict
      ? (await read({ variables: { id: against.id } }).catch(() => null))?.data?.customer
      : null;
    setSaving(false);

    if (theirs) {
      setConflict({ base: before, mine: values, theirs });
      setBase(theirs);
      return null;
    }
    setConflict(null);
    if (isConflict) return REREAD_FAILED;
    if (refusals) return refusals;
    if (changed.some(({ name }) => decidesLists(name))) refreshCustomerLists(client.cache);
    announce("The changes were saved.");
    onDone();
    return null;
  };

  return { base, saving, conflict, save };
};
