import { projectFile } from "../../platform/project.ts";
import { describeInBrowser, servePage } from "../support/browser.ts";
import { cleanUp, type ServerProcess } from "../support/server-process.ts";

const manifest = (name: string): string => projectFile("client", "generated", name);

const GRAPHS = [
  ["listed operations", { TRUSTED_DOCUMENTS: manifest("trusted-documents.json") }],
  [
    "those of the public contract",
    { CONTRACT: "public", TRUSTED_DOCUMENTS: manifest("trusted-documents.public.json") },
  ],
] as const;

for (const [what, environment] of GRAPHS)
  describeInBrowser(`The page, when the graph answers only ${what}`, (openPage) => {
    let server: ServerProcess;

    beforeAll(async () => {
      server = await servePage("app", environment);
    }, 120_000);

    afterAll(cleanUp);

    it("sends nothing else: for the list, a customer, an edit and the board", async () => {
      const page = await openPage(`${server.url}/app`);

      await page.getByRole("searchbox").fill("lindhorst hotels");
      await page.getByRole("link", { name: "Lindhorst Hotels", exact: true }).click();
      await page.getByRole("treeitem", { name: /^Lindhorst Deutschland/ }).waitFor();
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      await page.getByRole("dialog").getByLabel("Legal name").fill("Lindhorst Hotels AG");
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").getByText("The changes were saved.").waitFor();
      await page.getByRole("link", { name: "Funnel" }).click();
      await page.getByRole("heading", { name: "Customer 32" }).waitFor();
    });
  });
