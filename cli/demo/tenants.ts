import { DEMO_TENANT_ID, demoViewer, SECOND_DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { boardsAndBorders } from "./customers/boards-and-borders.ts";
import { delicatessen } from "./customers/delicatessen.ts";
import { hotels } from "./customers/hotels.ts";
import { hotelsAbroad } from "./customers/hotels-abroad.ts";
import { institutions } from "./customers/institutions.ts";
import { mainStreet } from "./customers/main-street.ts";
import { outfitters } from "./customers/outfitters.ts";
import { partnersAndPast } from "./customers/partners-and-past.ts";
import { people } from "./customers/people.ts";
import { pipeline } from "./customers/pipeline.ts";
import { shops } from "./customers/shops.ts";
import { brooksfleetEmployees, cedarForkEmployees } from "./employees.ts";
import { brooksfleetPriceLists, cedarForkPriceLists } from "./price-lists.ts";
import { brooksfleetRecords, cedarForkRecords, type DemoRecords } from "./records.ts";
import type { DemoCustomer } from "./vocabulary.ts";

/** Things with fixed ids, by their names in the demo data. */
type Named<Row> = Readonly<Record<string, Row & { readonly id: string }>>;

export interface DemoTenant {
  readonly name: string;
  /** Who creates everything. */
  readonly viewer: Viewer;
  readonly employees: Named<{ readonly name: string; readonly email: string; readonly jobTitle: string }>;
  readonly priceLists: Named<{ readonly code: string; readonly name: string; readonly currencyCode: string }>;
  readonly customers: readonly DemoCustomer[];
  readonly records: DemoRecords;
}

/** Brooksfleet trades in tea, coffee and spices from a warehouse in Hamburg. It counts in euros. */
const brooksfleet: DemoTenant = {
  name: "Brooksfleet Kontor",
  viewer: { ...demoViewer, tenantId: DEMO_TENANT_ID },
  employees: brooksfleetEmployees,
  priceLists: brooksfleetPriceLists,
  customers: [
    ...hotels,
    ...hotelsAbroad,
    ...delicatessen,
    ...shops,
    ...institutions,
    ...people,
    ...pipeline,
    ...partnersAndPast,
  ],
  records: brooksfleetRecords,
};

/** Cedar Fork sells enamel, cast iron and camp stoves from Duluth, Minnesota. It counts in dollars. */
const cedarFork: DemoTenant = {
  name: "Cedar Fork Mercantile",
  viewer: { ...demoViewer, tenantId: SECOND_DEMO_TENANT_ID, workspaceIds: [], workspaceId: null },
  employees: cedarForkEmployees,
  priceLists: cedarForkPriceLists,
  customers: [...outfitters, ...mainStreet, ...boardsAndBorders],
  records: cedarForkRecords,
};

export const demoTenants: readonly DemoTenant[] = [brooksfleet, cedarFork];
