import { readGatewayConfig } from "../platform/config/index.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";

await runMain(async () => {
  const { supergraph } = createCommand("gateway", "Run the gateway alone, over any supergraph of Apollo Federation 2.")
    .requiredOption(
      "--supergraph <file>",
      "the composed supergraph; its subgraphs are asked at the addresses in it, unless SUBGRAPHS says otherwise",
    )
    .parse()
    .opts<{ supergraph: string }>();
  const config = readGatewayConfig(process.env);
  const { startGateway } = await import("./start/gateway.ts");
  await startGateway(supergraph, config);
});
