import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { projectFile } from "../../../platform/project.ts";
import { atRest } from "./at-rest.ts";

/**
 * Takes a screenshot of the viewport once the page is idle. With SCREENSHOTS=1 it replaces the one
 * in the documentation.
 */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  const isKept = process.env.SCREENSHOTS === "1";
  if (isKept) await mkdir(projectFile("docs/images"), { recursive: true });
  await atRest(page);
  await page.screenshot({
    path: isKept ? projectFile("docs/images", `${name}.png`) : undefined,
    animations: "disabled",
    caret: "hide",
  });
};
