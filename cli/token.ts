import { InvalidArgumentError } from "commander";
import { isUuid } from "../platform/auth/token/claims.ts";
import { mintToken } from "../platform/auth/token.ts";
import { SCOPES } from "../platform/auth/viewer.ts";
import { readAuthConfig } from "../platform/config/index.ts";
import { Explained } from "../platform/process/explained.ts";
import { runMain } from "../platform/process/main.ts";
import { createCommand } from "./command/command.ts";

const uuid = (text: string): string => {
  if (!isUuid(text)) throw new InvalidArgumentError("Expected a UUID.");
  return text;
};

const uuids = (text: string): string[] => text.split(",").map(uuid);

const scope = (text: string): string => {
  const unknown = text.split(" ").find((name) => !SCOPES.some((known) => known === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is not a scope. The scopes are: ${SCOPES.join(" ")}.`);
  return text;
};

const lifetime = (text: string): string => {
  if (!/^[1-9]\d{0,4}[smhd]$/.test(text))
    throw new InvalidArgumentError("Expected a number and s, m, h or d, such as 12h.");
  return text;
};

interface Options {
  readonly tenant: string;
  readonly scope: string;
  readonly subject: string;
  readonly workspaces?: string[];
  readonly workspace?: string;
  readonly expires: string;
}

await runMain(async () => {
  const options = createCommand(
    "token",
    "Print a token signed with AUTH_SECRET, for scripts and for trying things out.",
  )
    .requiredOption("--tenant <uuid>", "the tenant whose customers it gives access to", uuid)
    .option("--scope <scopes>", "what it allows, separated by spaces", scope, "customers:read")
    .option("--subject <name>", "the subject: who sends the requests", "cli")
    .option("--workspaces <uuids>", "the workspaces whose customers it can see, separated by commas", uuids)
    .option("--workspace <uuid>", "the one of these that new customers belong to", uuid)
    .option("--expires <time>", "how long it is valid", lifetime, "1h")
    .parse()
    .opts<Options>();
  const auth = readAuthConfig(process.env);
  if (auth?.kind !== "secret") {
    throw new Explained(
      "Set AUTH_SECRET to the secret of the graph. With AUTH_JWKS_URL, your identity provider issues the tokens.",
    );
  }
  const { tenant, subject: sub, workspace, workspaces = workspace ? [workspace] : undefined } = options;
  if (workspace && !workspaces?.includes(workspace)) throw new Explained("--workspace must be one of --workspaces.");

  const claims = {
    sub,
    tenant,
    scope: options.scope,
    ...(workspaces && { workspaces }),
    ...(workspace && { workspace }),
  };
  process.stdout.write(`${await mintToken(auth, claims, options.expires)}\n`);
});
