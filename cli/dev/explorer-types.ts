import { spawnSync } from "node:child_process";
import { runMain } from "../../platform/process/main.ts";
import { projectFile } from "../../platform/project.ts";
import { hasPackages } from "../pages/packages.ts";

// The explorer's packages are its own, and not on every machine.
await runMain(async () => {
  if (!(await hasPackages("explorer"))) {
    process.stdout.write("The types of the explorer are not checked: npm run build installs its packages.\n");
    return;
  }
  const compiler = projectFile("node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", projectFile("client/explorer")], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
});
