import { openDatabase } from "../../platform/database/open.ts";
import { freshDatabase, query } from "./databases.ts";
import { onceInRun } from "./once-in-run.ts";
import { createDatabase } from "./postgres.ts";
import { DEMO_TEMPLATE, TEMPLATE } from "./template.ts";

const makeTemplate = async (): Promise<void> => {
  const unfinished = `${DEMO_TEMPLATE}_unfinished`;
  const { adminUrl, appUrl } = await createDatabase(unfinished, TEMPLATE);
  const { subgraphs } = await import("../../cli/graph/subgraphs.ts");
  const { loadDemoData } = await import("../../cli/demo/load.ts");
  const database = await openDatabase({ url: appUrl, entities: subgraphs.flatMap(({ entities }) => entities) });
  await loadDemoData(database);
  await database.close();
  const other = new URL(adminUrl);
  other.pathname = `/${TEMPLATE}`;
  await query(other.href, `alter database ${unfinished} rename to ${DEMO_TEMPLATE}`);
};

/** URL of a database with the demo data that is dropped after the file. */
export const demoDatabase = async (): Promise<string> => {
  await onceInRun(DEMO_TEMPLATE, makeTemplate);
  return (await freshDatabase({ template: DEMO_TEMPLATE })).adminUrl;
};
