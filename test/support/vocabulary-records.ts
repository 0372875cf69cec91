import fc from "fast-check";

/** Ids of existing records that generated records may reference. */
export interface Known {
  readonly parentId: string;
  readonly employeeIds: readonly string[];
  readonly priceListId: string;
  readonly statusLabelId: string;
  readonly labelIds: readonly string[];
  readonly sellerPartyId: string;
  readonly workspaceId: string;
}

/** Realistic text: letters of all alphabets, inner spaces, no control characters. */
const text = (maxLength = 40) =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength })
    .filter((value) => value.trim() === value && value !== "" && !/\p{Cc}/u.test(value));

const name = text(60);
const email = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,4}(\.[a-z0-9]{1,4})?$/), fc.stringMatching(/^[a-z]{2,8}$/))
  .map(([local, host]) => `${local}@${host}.example`);
const moment = fc
  .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const amount = fc.integer({ min: 0, max: 99_999_999_99 }).map((cents) => cents / 100);
const country = fc.constantFrom("US", "DE", "SE", "JP", "BR");
const terms = fc.oneof(
  fc.constantFrom("Net 30", "net60", "NET 7", "Due on receipt", "Due upon Receipt", "2/10, net 30", "By the moon"),
  text(30),
);
const object = fc.dictionary(
  fc.stringMatching(/^[a-zA-Z_]{1,8}$/),
  fc.oneof(text(10), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer(), { maxLength: 3 })),
  { maxKeys: 4 },
);
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 5 });
const oneOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);

const ledgerAddress = fc.record(
  { street: text(), city: text(), state: text(10), postalCode: text(8), country: fc.oneof(text(12), country) },
  { requiredKeys: [] },
);

const openAddress = fc
  .tuple(ledgerAddress, fc.option(fc.record({ floor: fc.integer(), note: text(8) }, { requiredKeys: [] }), { nil: {} }))
  .map(([known, unknown]) => ({ ...known, ...unknown }));

const funnelCrm = ({ employeeIds, priceListId, statusLabelId, labelIds, sellerPartyId }: Known) => {
  const link = (...ids: readonly string[]) => oneOf(...ids).map((ID) => ({ ID }));
  const links = (ids: readonly string[]) =>
    fc.subarray([...ids]).map((chosen) => [...chosen].sort().map((ID) => ({ ID })));
  const common = {
    ID: fc.uuid(),
    Name: name,
    SortName: nullable(name),
    SortIndex: nullable(fc.integer({ min: -1_000, max: 1_000 }).map((n) => n / 4)),
    IsActive: fc.boolean(),
    IsClosed: fc.boolean(),
    PaymentTermInDays: nullable(fc.integer({ min: 0, max: 240 }).map((n) => n / 2)),
    DoNotSendInvoiceReminders: fc.boolean(),
    MailingOptOut: fc.boolean(),
    UpgradeDate: nullable(moment),
    DowngradeDate: nullable(moment),
    Relation: nullable(link(sellerPartyId)),
    Status: nullable(link(statusLabelId)),
    AccountManager: nullable(link(...employeeIds)),
    Owners: links(employeeIds),
    PriceList: nullable(link(priceListId)),
    Labels: links(labelIds),
  };
  const stage = oneOf("Suspect", "Lead", "HotProspect", "Prospect", "Customer");
  const typed = (kind: string, party: object) =>
    stage.chain((at) =>
      fc.record(
        { _Type: fc.constant(`Relationship.${kind}.CommercialRelationship.${at}`), ...common, ...party },
        { requiredKeys: ["_Type", "Name", kind] as never[] },
      ),
    );
  const former = fc.oneof(
    fc.record({ IsFormer: fc.boolean() }),
    fc.record({ IsFormer: fc.boolean(), FormerDate: nullable(moment) }),
  );
  return fc
    .tuple(
      fc.oneof(
        typed("Organization", { Organization: fc.record({ Name: name }) }),
        typed("Person", { Person: fc.record({ FirstName: nullable(name), LastName: name }) }),
      ),
      former,
    )
    .map(([record, flags]) => ({ ...record, ...flags }));
};

const ledger = ({ parentId }: Known) =>
  fc.record(
    {
      id: fc.uuid(),
      companyName: name,
      customerId: nullable(text()),
      contactEmail: nullable(email),
      contactPhone: nullable(text(30)),
      billingAddress: nullable(ledgerAddress),
      shippingAddress: nullable(ledgerAddress),
      parentCustomerId: nullable(fc.constant(parentId)),
      taxId: nullable(text(120)),
      paymentTerms: nullable(terms),
      creditLimit: nullable(amount),
      status: oneOf("active", "inactive", "archived"),
    },
    { requiredKeys: ["companyName"] },
  );

const taxEngine = () =>
  fc.record(
    {
      name,
      source: oneOf("netsuite", "priority", "zoho_books", "quickbooks", "salesforce"),
      external_id: fc.uuid(),
      external_created_at: moment,
      external_updated_at: moment,
      addresses: nullable(
        fc
          .record({ billing: nullable(openAddress), shipping: nullable(openAddress) })
          .filter(({ billing, shipping }) => billing !== null || shipping !== null),
      ),
      email: nullable(email),
      comment: nullable(text(60)),
      tax_number: nullable(text(60)),
      customer_status: oneOf("active", "inactive", "suspended"),
      customer_type: nullable(oneOf("retail", "marketplace", "reseller")),
    },
    { requiredKeys: ["name", "source", "external_id", "external_created_at", "external_updated_at"] },
  );

/** For text formats without `null`: an absent value is omitted. */
const always = <Value>(value: Value): Value => value;

const workspaceErp = ({ parentId, employeeIds, workspaceId }: Known) =>
  fc.record(
    {
      legalName: name,
      displayName: name,
      customerType: oneOf("prospect", "active", "partner"),
      industrySegment: always(
        oneOf("corporate", "retail", "hospitality", "healthcare", "education", "government", "residential", "other"),
      ),
      status: oneOf("active", "inactive", "suspended", "churned"),
      customerSince: moment,
      contractTerms: always(object),
      billingPreferences: always(object),
      taxProfile: always(object),
      healthScore: always(fc.integer({ min: 0, max: 100 })),
      annualRevenue: always(amount),
      ownerUserId: always(oneOf(...employeeIds)),
      parentCustomerId: always(fc.constant(parentId)),
      notesSummary: always(text(80)),
      /** Identifies the customer of a record, so it must be unique. */
      accountNumber: fc.uuid(),
      website: always(fc.constantFrom("https://shop.example", "http://a.example/b?c=d")),
      primaryPhone: always(text(30)),
      primaryEmail: always(email),
      faxNumber: always(text(30)),
      physicalAddress: always(openAddress),
      mailingAddress: always(openAddress),
      billingAddress: always(openAddress),
      paymentTerms: always(oneOf("net_15", "net_30", "net_45", "net_60", "net_90", "due_on_receipt", "custom")),
      taxExempt: fc.boolean(),
      creditLimit: always(amount),
      source: always(oneOf("referral", "web", "trade_show", "cold_call", "partner", "other")),
      referredBy: always(text()),
      workspaceId: fc.constant(workspaceId),
      visibilityMode: oneOf("global", "workspace_local", "shared"),
    },
    { requiredKeys: ["legalName", "displayName", "customerType", "accountNumber", "workspaceId"] },
  );

const onePrimary = <Item extends object>(items: readonly Item[], primary: number) =>
  items.map((item, index) => ({ ...item, isPrimary: index === primary % items.length }));

const orderDesk = () =>
  fc.record(
    {
      id: fc.uuid().map((id) => `4-${id}`),
      name,
      code: fc.stringMatching(/^[A-Z0-9]{1,12}$/),
      companyName: text(),
      email,
      phone: text(30),
      paymentTerms: terms,
      notes: text(120),
      contacts: fc
        .tuple(
          fc.array(fc.record({ name, email, phone: text(20) }, { requiredKeys: ["name"] }), { maxLength: 4 }),
          fc.nat(),
        )
        .map(([items, primary]) => onePrimary(items, primary)),
      addresses: fc
        .tuple(
          fc.array(
            fc.record(
              {
                addressType: oneOf("billing", "shipping", "both"),
                street: text(),
                city: text(),
                state: text(6),
                zipCode: text(8),
                country,
              },
              { requiredKeys: ["addressType"] },
            ),
            { maxLength: 4 },
          ),
          fc.nat(),
        )
        .map(([items, primary]) => onePrimary(items, primary)),
    },
    { requiredKeys: ["name"] },
  );

/** Generators of valid records for each vocabulary. */
export const RECORDS: Readonly<Record<string, (known: Known) => fc.Arbitrary<object>>> = {
  FUNNEL_CRM: funnelCrm,
  LEDGER: ledger,
  TAX_ENGINE: taxEngine,
  WORKSPACE_ERP: workspaceErp,
  ORDER_DESK: orderDesk,
};
