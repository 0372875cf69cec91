import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { projectFile } from "../../platform/project.ts";
import { installApolloGateway } from "../support/apollo-gateway.ts";
import { chartOf } from "./report/chart.ts";
import { extraTablesOf, slowedTableOf, startsTableOf } from "./report/extras.ts";
import { introductionOf } from "./report/introduction.ts";
import { loadNow, writeBetweenMarkers } from "./report/page.ts";
import { tablesOf } from "./report/tables.ts";
import { compareAnswers } from "./run/compare.ts";
import type { Contestant } from "./run/contestants.ts";
import { openBenchDatabase } from "./run/database.ts";
import { extraLoadsOn } from "./run/extra-loads.ts";
import { measureAll } from "./run/measure.ts";
import { measureExtraLoads } from "./run/measure-extra.ts";
import { readOptions } from "./run/options.ts";
import { measureSlowFacet } from "./run/slow-facet.ts";
import { startAll } from "./run/starts.ts";
import { workloadsOn } from "./run/workloads.ts";

// The whole graph with its database, beside what one would otherwise build: docs/performance.md.

const CHART = "docs/images/performance.svg";
const TITLES = { W1: "one customer", W2: "a list of fifty", W3: "a parent with twenty children" };

const options = readOptions();
const began = performance.now();
const loadBefore = loadNow();
if (options.contestants.includes("default")) installApolloGateway();
const database = await openBenchDatabase(options.customers, randomBytes(48).toString("base64"));
const contestants: Contestant[] = [];
try {
  const workloads = await workloadsOn(database.admin);
  const starts = await startAll(options.contestants, database, workloads[0]?.bodies[0] ?? "", contestants);
  const lengths = await compareAnswers(contestants, workloads, database.token);
  process.stderr.write("all answers are the same\n");
  const { measured, memory } = await measureAll(contestants, workloads, database, options.effort);
  const [, list] = workloads;
  const slowed = list ? await measureSlowFacet(contestants, list, database) : [];
  const loads = await extraLoadsOn(database.admin);
  const extras = await measureExtraLoads(contestants, loads, database, options.effort);

  const minutes = (performance.now() - began) / 60_000;
  const introduction = introductionOf({ options, database, lengths, minutes, loads: [loadBefore, loadNow()] });
  const tables = [tablesOf(measured, memory), extraTablesOf(extras), slowedTableOf(slowed), startsTableOf(starts)].join(
    "\n",
  );
  const text = `${introduction}\n\n${tables}`;
  if (options.isForTheRecord) {
    writeFileSync(projectFile(CHART), chartOf(measured, TITLES));
    writeBetweenMarkers("docs/performance.md", text);
  }
  process.stdout.write(`${text}\n`);
} finally {
  await Promise.all(contestants.map((each) => each.stop()));
  await database.close();
}
