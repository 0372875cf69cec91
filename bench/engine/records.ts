/** The customers of the measurements: one parent, its twenty children, and enough others for a list of fifty. */
export const CUSTOMERS = Array.from({ length: 60 }, (_, n) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  displayName: `Customer ${n}`,
  legalName: n % 3 ? `Customer ${n} Limited` : null,
  code: `C${n}`,
  accountNumber: `A-${1000 + n}`,
  status: n % 5 ? "ACTIVE" : "SUSPENDED",
  version: n + 1,
  createdAt: "2026-01-02T03:04:05.000Z",
  parentId: n > 0 && n <= 20 ? "00000000-0000-4000-8000-000000000000" : null,
}));

const byId = new Map(CUSTOMERS.map((each) => [each.id, each]));

const numbered = (id: string) => Number(id.slice(-12));

export const customer = (id: string) => byId.get(id) ?? null;

export const childrenOf = (id: string) => CUSTOMERS.filter(({ parentId }) => parentId === id);

const remembered = <Value>(make: (id: string) => Value): ((id: string) => Value) => {
  const values = new Map(CUSTOMERS.map(({ id }) => [id, make(id)]));
  return (id) => values.get(id) as Value;
};

export const relationship = remembered((id) => ({
  funnelStage: numbered(id) % 2 ? "CUSTOMER" : "LEAD",
  isFormer: false,
  healthScore: numbered(id) % 100,
  accountManager: { id: `e${numbered(id) % 7}`, name: `Employee ${numbered(id) % 7}` },
  priceList: { id: "pl1", name: "Standard" },
}));

export const finance = remembered((id) => ({
  taxNumber: `DE${100_000_000 + numbered(id)}`,
  taxExempt: numbered(id) % 9 === 0,
  creditLimit: { amount: `${numbered(id)}000.00`, currencyCode: "EUR" },
  paymentTerms: { code: "NET_30", dueInDays: 30, label: "Net 30" },
}));

export const contacts = remembered((id) => ({
  primaryEmail: `customer${numbered(id)}@example.org`,
  primaryPhone: numbered(id) % 4 ? `+49 30 ${numbered(id)}` : null,
  contacts: [
    { id: `c${numbered(id)}a`, name: "First Contact", email: "first@example.org", isPrimary: true },
    { id: `c${numbered(id)}b`, name: "Second Contact", email: null, isPrimary: false },
  ],
  billingAddress: { street: "Hauptstraße 1", city: "Berlin", postalCode: "10115", countryCode: "DE" },
}));
