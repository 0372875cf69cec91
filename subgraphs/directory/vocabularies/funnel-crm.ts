import { MOST_LABELS, MOST_OWNERS } from "../../commercial/commands/index.ts";
import type { FunnelStage } from "../../commercial/entities.ts";
import { invalid, required } from "../../common/check.ts";
import type { UserError } from "../../common/user-errors.ts";
import { exactDays, paymentTermsOf } from "../../finance/payment-terms.ts";
import { displayNameOf } from "../../identity/display-name.ts";
import * as columns from "./columns.ts";
import { byId, foreignId } from "./identification.ts";
import { reference, references } from "./links.ts";
import { organization, person, seller } from "./parties.ts";
import type { CustomerRecord } from "./record.ts";
import { boolean, dateTime, matching, name, number, text } from "./shapes.ts";
import { inverse } from "./values.ts";
import type { Field, View, Vocabulary } from "./vocabulary.ts";

const STAGES = {
  SUSPECT: "Suspect",
  LEAD: "Lead",
  HOT_PROSPECT: "HotProspect",
  PROSPECT: "Prospect",
  CUSTOMER: "Customer",
} as const satisfies Record<FunnelStage, string>;

const STAGE_OF = inverse(STAGES);
const TYPE =
  /^Relationship\.(Organization|Person)\.CommercialRelationship\.(Suspect|Lead|HotProspect|Prospect|Customer)$/;

const kindOf = (record: CustomerRecord): "Organization" | "Person" =>
  record.party.kind === "PERSON" ? "Person" : "Organization";

const flag = (read: (record: CustomerRecord) => boolean, write: (value: boolean) => object): Field => ({
  shape: boolean,
  read,
  write,
});

const article = (kind: string): string => `${kind === "Organization" ? "an" : "a"} ${kind}`;

/** Party kind and stage in one word. The stage can be changed, the kind never. */
const type: Field = {
  shape: matching(TYPE, "Give Relationship.Organization.CommercialRelationship.Customer or the like."),
  required: true,
  read: (record) => `Relationship.${kindOf(record)}.CommercialRelationship.${STAGES[record.relationship.funnelStage]}`,
  write: (value: string) => ({
    relationship: { funnelStage: STAGE_OF[TYPE.exec(value)?.[2] as (typeof STAGES)[FunnelStage]] },
  }),
};

const days: Field = {
  shape: number.nonnegative("Give 0 days or more.").nullable(),
  read: ({ profile }) => {
    const terms = paymentTermsOf(profile);
    return terms && exactDays(terms);
  },
  write: (paymentTermInDays: number | null) => ({
    finance: paymentTermInDays === null ? { paymentTerms: null } : { paymentTermInDays },
  }),
};

/** The kind of party follows from the type, is fixed, and the only one allowed. */
const check = (given: View, stored: CustomerRecord | null): UserError[] => {
  const kind = typeof given._Type === "string" ? TYPE.exec(given._Type)?.[1] : undefined;
  if (!kind) return [];
  if (stored && kind !== kindOf(stored)) {
    return [invalid(["_Type"], given._Type, `The customer is ${article(kindOf(stored))}, and stays one.`)];
  }
  const other = kind === "Person" ? "Organization" : "Person";
  if (given[other] != null) return [invalid([other], `${other} of a ${kind}`, `Give ${kind}, and leave ${other} out.`)];
  const { ID, LastName } = (given.Person ?? {}) as { readonly ID?: string; readonly LastName?: string };
  return !stored && kind === "Person" && ID === undefined && LastName === undefined
    ? [required(["Person", "LastName"], "A person needs one.")]
    : [];
};

/** A CRM's customer: a commercial relationship with an organization or a person. */
export const funnelCrm: Vocabulary = {
  name: "FUNNEL_CRM",
  identify: ({ ID }: View) => byId("ID", ID, "FUNNEL_CRM"),
  check,
  matchedBy: { name: "Name" },
  fields: {
    ID: foreignId("FUNNEL_CRM"),
    _Type: type,
    _Name: { shape: text, read: ({ party }) => displayNameOf(party) },
    Name: { shape: name(), ...columns.displayName },
    SortName: { shape: text.nullable(), ...columns.sortName },
    SortIndex: {
      shape: number.nullable(),
      read: ({ customer }) => customer.sortIndex,
      write: (sortIndex: number | null) => ({ sortIndex }),
    },
    CreationDate: { shape: text, ...columns.createdAt },
    LastMutationDate: { shape: text, ...columns.updatedAt },
    IsActive: flag(
      ({ customer }) => customer.status === "ACTIVE",
      (active) => ({ status: active ? "ACTIVE" : "INACTIVE" }),
    ),
    IsClosed: flag(
      ({ relationship }) => relationship.isClosed,
      (isClosed) => ({ relationship: { isClosed } }),
    ),
    PaymentTermInDays: days,
    DoNotSendInvoiceReminders: flag(
      ({ profile }) => !profile.sendInvoiceReminders,
      (optOut) => ({ finance: { sendInvoiceReminders: !optOut } }),
    ),
    MailingOptOut: flag(
      ({ relationship }) => relationship.mailingOptOut,
      (mailingOptOut) => ({ relationship: { mailingOptOut } }),
    ),
    UpgradeDate: { shape: dateTime.nullable(), ...columns.upgradeDate },
    DowngradeDate: { shape: dateTime.nullable(), ...columns.downgradeDate },
    IsFormer: flag(
      ({ relationship }) => relationship.isFormer,
      (isFormer) => ({ relationship: { isFormer } }),
    ),
    FormerDate: { shape: dateTime.nullable(), ...columns.formerDate },
    Relation: seller,
    Organization: organization,
    Person: person,
    Status: reference("statusLabel"),
    AccountManager: reference("employee"),
    Owners: references("employee", MOST_OWNERS),
    PriceList: reference("priceList"),
    Labels: references("label", MOST_LABELS),
  },
};
