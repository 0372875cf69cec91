interface DemoPriceList {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly currencyCode: string;
}

/** What tea, coffee and spices cost, depending on who asks in Hamburg. */
export const brooksfleetPriceLists = {
  trade: {
    id: "0198c0de-0000-7000-8000-000000000201",
    code: "GH-EUR",
    name: "Trade, by the chest",
    currencyCode: "EUR",
  },
  kitchens: {
    id: "0198c0de-0000-7000-8000-000000000202",
    code: "HO-EUR",
    name: "Hotels and kitchens",
    currencyCode: "EUR",
  },
  tenders: {
    id: "0198c0de-0000-7000-8000-000000000203",
    code: "OEF-EUR",
    name: "Public tenders 2026",
    currencyCode: "EUR",
  },
  counter: {
    id: "0198c0de-0000-7000-8000-000000000204",
    code: "LADEN",
    name: "Over the counter",
    currencyCode: "EUR",
  },
  swiss: {
    id: "0198c0de-0000-7000-8000-000000000205",
    code: "CH-CHF",
    name: "Switzerland, duty paid",
    currencyCode: "CHF",
  },
  british: {
    id: "0198c0de-0000-7000-8000-000000000206",
    code: "UK-GBP",
    name: "United Kingdom, ex Tilbury",
    currencyCode: "GBP",
  },
  nordic: {
    id: "0198c0de-0000-7000-8000-000000000207",
    code: "NORD-DKK",
    name: "The North",
    currencyCode: "DKK",
  },
  polish: {
    id: "0198c0de-0000-7000-8000-000000000208",
    code: "PL-PLN",
    name: "Poland, free Gdynia",
    currencyCode: "PLN",
  },
} as const satisfies Record<string, DemoPriceList>;

/** What enamel, cast iron and camp stoves cost in Duluth. */
export const cedarForkPriceLists = {
  wholesale: {
    id: "0198c0de-0000-7000-8000-000000000211",
    code: "WHSL",
    name: "Wholesale, full cases",
    currencyCode: "USD",
  },
  institutions: {
    id: "0198c0de-0000-7000-8000-000000000212",
    code: "INST",
    name: "Schools, hospitals, towns",
    currencyCode: "USD",
  },
  marketplace: {
    id: "0198c0de-0000-7000-8000-000000000213",
    code: "MKT",
    name: "Marketplace drop-ship",
    currencyCode: "USD",
  },
  canada: {
    id: "0198c0de-0000-7000-8000-000000000214",
    code: "CAN",
    name: "Canada, landed Thunder Bay",
    currencyCode: "CAD",
  },
  walkIn: {
    id: "0198c0de-0000-7000-8000-000000000215",
    code: "SHOP",
    name: "Walk-in, warehouse door",
    currencyCode: "USD",
  },
} as const satisfies Record<string, DemoPriceList>;

export type PriceListKey = keyof typeof brooksfleetPriceLists | keyof typeof cedarForkPriceLists;
