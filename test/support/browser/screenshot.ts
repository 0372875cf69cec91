import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { projectFile } from "../../../platform/project.ts";

const placeOf = (name: string): string =>
  process.env.SCREENSHOTS === "1"
    ? projectFile("docs/images", `${name}.png`)
    : join(tmpdir(), "customer-graph-screenshots", `${name}.png`);

/** How long a page may keep asking before the picture is taken all the same. */
const PATIENCE_MS = 5_000;

/** Takes a picture of what the window shows, once it is at rest: for the documentation with SCREENSHOTS=1, else into the temp folder. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  const path = placeOf(name);
  await mkdir(dirname(path), { recursive: true });
  await page.waitForLoadState("networkidle", { timeout: PATIENCE_MS }).catch(() => undefined);
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
};
