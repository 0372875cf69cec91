import { executeCodegen } from "@graphql-codegen/cli";
import config from "../../codegen.ts";
import { Explained } from "../../platform/process/explained.ts";
import { runMain } from "../../platform/process/main.ts";
import { textsFile } from "./codegen/texts-file.ts";
import { createRefreshCommand, type Made, refresh } from "./refresh.ts";
import { trustedDocumentFiles, trustedOperations } from "./trusted-documents.ts";

const DOCUMENTS = "client/generated/documents.generated.ts";

const generate = async (): Promise<Made> => {
  const { result, error } = await executeCodegen({ ...config, silent: true });
  if (error) throw new Explained(`No code can be generated: ${error.message}`);
  const made = Object.fromEntries(result.map(({ filename, content }) => [filename, content]));
  const operations = await trustedOperations(made[DOCUMENTS] ?? "", DOCUMENTS);
  return { ...made, ...trustedDocumentFiles(operations), ...(await textsFile(operations)) };
};

await runMain(() => {
  const command = createRefreshCommand(
    "codegen",
    "Generate types of the subgraphs, and the client's documents, hooks and manifest.",
  );
  return refresh("codegen", command.parse().opts(), generate);
});
