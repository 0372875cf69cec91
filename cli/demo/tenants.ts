import { readFileSync } from "node:fs";
import { DEMO_TENANT_ID, demoViewer, SECOND_DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { projectFile } from "../../platform/project.ts";
import type { DemoActivity, DemoCustomer, DemoEmployee, DemoNote, DemoPriceList } from "./types.ts";

export interface DemoTenant {
  /** The author of everything. */
  readonly viewer: Viewer;
  readonly employees: readonly DemoEmployee[];
  readonly priceLists: readonly DemoPriceList[];
  readonly customers: readonly DemoCustomer[];
  readonly activities: readonly DemoActivity[];
  readonly notes: readonly DemoNote[];
}

/** The rows of a file, one JSON object a line. */
const rowsOf = <Row>(folder: string, name: string): Row[] =>
  readFileSync(projectFile("cli", "demo", folder, `${name}.ndjson`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

const tenantOf = (folder: string, viewer: Viewer): DemoTenant => ({
  viewer,
  employees: rowsOf(folder, "employees"),
  priceLists: rowsOf(folder, "price-lists"),
  customers: rowsOf(folder, "customers"),
  activities: rowsOf(folder, "activities"),
  notes: rowsOf(folder, "notes"),
});

/**
 * Brooksfleet trades in tea, coffee and spices from a warehouse in Hamburg, and counts in euros. Cedar Fork sells enamel, cast iron and
 * camp stoves from Duluth, Minnesota, and counts in dollars.
 */
export const demoTenants = (): readonly DemoTenant[] => [
  tenantOf("brooksfleet", { ...demoViewer, tenantId: DEMO_TENANT_ID }),
  tenantOf("cedar-fork", { ...demoViewer, tenantId: SECOND_DEMO_TENANT_ID, workspaceIds: [], workspaceId: null }),
];
