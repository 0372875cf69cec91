import { PORT } from "./socket-folder.ts";

const NOT_DURABLE = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/** The server's settings: one socket, no network, UTC, and a log without statements or their values. */
export const serverSettings = (
  socketFolder: string,
  durable: boolean,
  extra: Readonly<Record<string, string>>,
): string[] =>
  Object.entries({
    cluster_name: "customer-graph",
    listen_addresses: "",
    port: String(PORT),
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    log_destination: "stderr",
    logging_collector: "off",
    log_statement: "none",
    log_min_error_statement: "panic",
    log_parameter_max_length_on_error: "0",
    log_error_verbosity: "terse",
    ...(durable ? {} : NOT_DURABLE),
    ...extra,
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
