import { address, contact, type DemoCustomer, eur, on, taxNumber, vat } from "../vocabulary.ts";

/** The Lindhorst hotels: the group signs in Hamburg, the national companies pay, the houses order. */
export const hotels: readonly DemoCustomer[] = [
  {
    key: "lindhorst",
    code: "LINDHORST",
    displayName: "Lindhorst Hotels",
    legalName: "Lindhorst Hotels SE",
    accountNumber: "10120",
    externalIdentifiers: [
      { source: "SALESFORCE", externalId: "0015e00002DEMO1AAA", externalCreatedAt: on("2018-09-03") },
    ],
    relationship: {
      funnelStage: "CUSTOMER",
      customerSince: on("2018-10-01"),
      accountManager: "jonas",
      owners: ["jonas", "henrike"],
      priceList: "kitchens",
      industrySegment: "CORPORATE",
      acquisitionSource: "TRADE_SHOW",
      healthScore: 88,
      annualRevenue: eur(184_000_000),
      internalNote:
        "Frame agreement runs to 31 March. Frau von Rautenfeld wants one invoice per country and no delivery before " +
        "7 in the morning, and she remembers the day we sent Assam for Darjeeling.",
      notesSummary: "Frame agreement for 23 houses, invoiced per country.",
    },
    finance: {
      taxRegistrations: [vat("DE999000050")],
      taxClass: "RETAIL",
      creditLimit: eur(250_000),
      paymentTerms: "Net 45",
      sendInvoiceReminders: false,
    },
    primaryEmail: "einkauf@lindhorst.example",
    primaryPhone: "+49 40 66969 100",
    faxNumber: "+49 40 66969 199",
    website: "https://www.lindhorst.example",
    contacts: [
      contact(
        "Viktoria von Rautenfeld",
        "Chief Procurement Officer",
        "v.rautenfeld@lindhorst.example",
        "+49 40 66969 110",
      ),
      contact("Sönke Brarens", "Food and Beverage, Group", "s.brarens@lindhorst.example", "+49 40 66969 112"),
      contact("Irmgard Tolle", "Kreditorenbuchhaltung", "kreditoren@lindhorst.example"),
    ],
    addresses: [
      address("DE", "Neuer Wandrahm 41", "20457", "Hamburg", "PHYSICAL", "MAILING"),
      address("DE", "Postfach 11 20 00", "20420", "Hamburg", "BILLING"),
    ],
  },
  {
    key: "lindhorst-de",
    parent: "lindhorst",
    displayName: "Lindhorst Deutschland",
    legalName: "Lindhorst Hotelbetriebe Deutschland GmbH",
    accountNumber: "10121",
    relationship: {
      funnelStage: "CUSTOMER",
      customerSince: on("2018-10-01"),
      accountManager: "jonas",
      owners: ["jonas"],
      priceList: "kitchens",
      industrySegment: "HOSPITALITY",
      acquisitionSource: "OTHER",
      healthScore: 91,
      annualRevenue: eur(96_500_000),
      notesSummary: "Pays for the German houses.",
    },
    finance: {
      taxRegistrations: [vat("DE999000092"), taxNumber("DE", "27/999/00092")],
      taxClass: "RETAIL",
      creditLimit: eur(120_000),
      paymentTerms: "Net 45",
      sendInvoiceReminders: true,
    },
    primaryEmail: "rechnung.de@lindhorst.example",
    contacts: [contact("Irmgard Tolle", "Kreditorenbuchhaltung", "kreditoren@lindhorst.example", "+49 40 66969 120")],
    addresses: [address("DE", "Neuer Wandrahm 41", "20457", "Hamburg", "BILLING", "MAILING")],
  },
  {
    key: "lindhorst-alster",
    parent: "lindhorst-de",
    displayName: "Hotel Lindhorst an der Alster",
    accountNumber: "10122",
    relationship: {
      funnelStage: "CUSTOMER",
      customerSince: on("2018-10-15"),
      accountManager: "jonas",
      priceList: "kitchens",
      industrySegment: "HOSPITALITY",
      healthScore: 94,
      internalNote:
        "Ring twice at the goods entrance. The porter is deaf on the left side, as he likes to say himself.",
    },
    finance: { taxClass: "RETAIL", creditLimit: eur(15_000), paymentTerms: "Net 45" },
    primaryPhone: "+49 40 66969 130",
    contacts: [
      contact("Malte Okkels", "Küchenchef", "kueche.alster@lindhorst.example", "+49 40 66969 131"),
      contact("Rosa Behnke", "Bankettleitung", "bankett.alster@lindhorst.example"),
    ],
    addresses: [
      address("DE", "An der Alster 199", "20099", "Hamburg", "PHYSICAL"),
      address("DE", "Koppel 7, Hof", "20099", "Hamburg", "SHIPPING"),
    ],
  },
  {
    parent: "lindhorst-de",
    displayName: "Hotel Lindhorst am Dom",
    accountNumber: "10123",
    relationship: {
      funnelStage: "CUSTOMER",
      customerSince: on("2020-02-03"),
      accountManager: "jonas",
      priceList: "kitchens",
      industrySegment: "HOSPITALITY",
      healthScore: 63,
      internalNote:
        "New chef since May, orders coffee elsewhere and only the tea from us. Jonas: invite him to a cupping.",
    },
    finance: { taxClass: "RETAIL", creditLimit: eur(15_000), paymentTerms: "Net 45" },
    primaryPhone: "+49 221 4710 150",
    contacts: [contact("Fabrice Nkemelu", "Küchenchef", "kueche.dom@lindhorst.example", "+49 221 4710 151")],
    addresses: [address("DE", "Am Hof 99", "50667", "Köln", "PHYSICAL", "SHIPPING")],
  },
];
