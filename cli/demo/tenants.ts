import { readFileSync } from "node:fs";
import {
  DEMO_TENANT_ID,
  DEMO_WORKSPACE_ID,
  demoViewer,
  SECOND_DEMO_TENANT_ID,
} from "../../platform/auth/demo-viewer.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { projectFile } from "../../platform/project.ts";
import type {
  DemoAbout,
  DemoActivity,
  DemoCustomer,
  DemoEmployee,
  DemoNote,
  DemoPriceList,
  DemoWorkspace,
} from "./types.ts";

export interface DemoTenant {
  /** The author of everything. */
  readonly viewer: Viewer;
  readonly about: DemoAbout;
  readonly workspaces: readonly DemoWorkspace[];
  readonly employees: readonly DemoEmployee[];
  readonly priceLists: readonly DemoPriceList[];
  readonly customers: readonly DemoCustomer[];
  readonly activities: readonly DemoActivity[];
  readonly notes: readonly DemoNote[];
}

/** Another workspace of Brooksfleet, which the demo viewer is not in. */
const WHOLESALE_ID = "0198c0de-0000-7000-8000-0000000000a2";

/** The rows of a file, one JSON object a line. */
const rowsOf = <Row>(folder: string, name: string): Row[] =>
  readFileSync(projectFile("cli", "demo", folder, `${name}.ndjson`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

type Named = Pick<DemoTenant, "about" | "workspaces">;

const tenantOf = (folder: string, viewer: Viewer, named: Named): DemoTenant => ({
  viewer,
  ...named,
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
  tenantOf(
    "brooksfleet",
    { ...demoViewer, tenantId: DEMO_TENANT_ID },
    {
      about: { name: "Brooksfleet", defaultCurrency: "EUR", locale: "de-DE" },
      workspaces: [
        { id: DEMO_WORKSPACE_ID, name: "Shop counter" },
        { id: WHOLESALE_ID, name: "Wholesale" },
      ],
    },
  ),
  tenantOf(
    "cedar-fork",
    { ...demoViewer, tenantId: SECOND_DEMO_TENANT_ID, workspaceIds: [], workspaceId: null },
    { about: { name: "Cedar Fork", defaultCurrency: "USD", locale: "en-US" }, workspaces: [] },
  ),
];
