import { connect, createServer } from "node:net";

/** Header of BackendKeyData, the message with the process id and cancellation key. A pooler sends its own. */
const KEY_DATA = Buffer.from([0x4b, 0, 0, 0, 12]);

/**
 * A proxy in front of PostgreSQL that reports its own process id, as poolers do, and forwards
 * everything else.
 */
export const asPooler = async (databaseUrl: string): Promise<{ url: string; close(): Promise<void> }> => {
  const target = new URL(databaseUrl);
  const socket = `${decodeURIComponent(target.hostname)}/.s.PGSQL.${target.port || 5432}`;
  const server = createServer((client) => {
    const postgres = connect(socket);
    client.pipe(postgres);
    postgres.on("data", (chunk: Buffer) => {
      const at = chunk.indexOf(KEY_DATA);
      if (at >= 0) chunk.writeInt32BE(1, at + KEY_DATA.length);
      client.write(chunk);
    });
    postgres.on("close", () => client.destroy()).on("error", () => client.destroy());
    client.on("close", () => postgres.destroy()).on("error", () => postgres.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return {
    url: `postgres://${target.username}@127.0.0.1:${port}${target.pathname}?sslmode=disable`,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
};
