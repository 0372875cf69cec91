import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { projectFile } from "../../../platform/project.ts";
import { atRest } from "./at-rest.ts";

const placeOf = (name: string): string =>
  process.env.SCREENSHOTS === "1"
    ? projectFile("docs/images", `${name}.png`)
    : join(tmpdir(), "customer-graph-screenshots", `${name}.png`);

/** Takes a picture of what the window shows, once it is at rest: for the documentation with SCREENSHOTS=1, else into the temp folder. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  const path = placeOf(name);
  await mkdir(dirname(path), { recursive: true });
  await atRest(page);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
};
