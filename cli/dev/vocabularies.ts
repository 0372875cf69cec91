import { runMain } from "../../platform/process/main.ts";
import { VOCABULARIES } from "../../subgraphs/directory/vocabularies/index.ts";
import { createRefreshCommand, refresh } from "./refresh.ts";
import { recordField, recordTypes } from "./vocabularies/record-types.ts";

const HEAD =
  "# The records of each vocabulary, from its table of fields. Written by `npm run vocabularies`: do not edit.";

await runMain(() => {
  const options = createRefreshCommand(
    "vocabularies",
    "Write schema/vocabularies.graphql, the types of records, from the tables of fields in subgraphs/directory.",
  )
    .parse()
    .opts<{ check?: true }>();
  const customer = `extend type Customer {\n${VOCABULARIES.map(recordField).join("\n")}\n}`;
  return refresh("vocabularies", options, () => ({
    "schema/vocabularies.graphql": `${[HEAD, customer, ...VOCABULARIES.map(recordTypes)].join("\n\n")}\n`,
  }));
});
