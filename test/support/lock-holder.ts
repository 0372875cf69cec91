import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { projectFile } from "../../platform/project.ts";
import { build } from "./server-process.ts";

/** Runs one statement of a tenant in a transaction, then either idles or runs another statement. */
const PROGRAM = `
const { openDatabase } = await import(process.env.OPEN);
const { url, tenantId, take, then } = JSON.parse(process.env.ORDER);
const database = await openDatabase({ url, entities: [], poolSize: 1 });
await database.session(tenantId).write(async (manager) => {
  await manager.query(take);
  console.log("taken");
  if (then) await manager.query(then);
  else await new Promise(() => setInterval(() => undefined, 1_000));
});
`;

export interface Order {
  readonly url: string;
  readonly tenantId: string;
  /** Statement that takes the lock. */
  readonly take: string;
  /** Statement that keeps it busy afterwards. */
  readonly then?: string;
}

/** Starts a process that holds a lock in a transaction. */
export const lockHolder = async (order: Order): Promise<ChildProcess> => {
  await build();
  const open = new URL(`file://${projectFile("dist/platform/database/open.js")}`).href;
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    cwd: projectFile(),
    env: { PATH: process.env.PATH, OPEN: open, ORDER: JSON.stringify(order) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, "data"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`it ended with ${code} before it had the lock`))),
  ]);
  return child;
};
