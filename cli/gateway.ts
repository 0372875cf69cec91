import { readGatewayConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";

await runMain(async () => {
  const { supergraph } = createCommand("gateway", "Run the gateway alone, on any Apollo Federation 2 supergraph.")
    .requiredOption(
      "--supergraph <file>",
      "the composed supergraph; it holds the subgraphs' addresses, which SUBGRAPHS can override",
    )
    .parse()
    .opts<{ supergraph: string }>();
  const config = readGatewayConfig(process.env);
  const { startGateway } = await import("./start/gateway.ts");
  await startGateway(supergraph, config);
});
