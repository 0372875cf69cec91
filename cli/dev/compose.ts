import { runMain } from "../../platform/process/main.ts";
import { composedFiles } from "./composed-files.ts";
import { refresh } from "./refresh.ts";

await runMain(async () => refresh("compose", composedFiles()));
