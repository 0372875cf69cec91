import { projectFile } from "../../platform/project.ts";
import { describeInBrowser, servePage } from "../support/browser.ts";
import { cleanUp, type ServerProcess } from "../support/server-process.ts";

describeInBrowser("The page, when the graph answers listed operations only", (openPage) => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await servePage("app", { TRUSTED_DOCUMENTS: projectFile("client/generated/trusted-documents.json") });
  }, 120_000);

  afterAll(cleanUp);

  it("sends only listed operations: for the list, a customer, an edit and the board", async () => {
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
