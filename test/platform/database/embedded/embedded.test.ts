import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { launchPostgres } from "../../../../platform/database/embedded/index.ts";
import { rootsLibrary } from "../../../../platform/database/embedded/roots-library.ts";
import { launchFrom, makeProject } from "../../../support/embedded-child.ts";
import {
  asRoot,
  firstRow,
  openFolder,
  ordinary,
  ordinaryCanRun,
  packageForAnotherLoader,
  packageWithoutLinks,
} from "../../../support/embedded-scratch.ts";
import { gone } from "../../../support/processes.ts";

const itAsRoot = asRoot ? it : it.skip;
const itAsOrdinary = ordinaryCanRun ? it : it.skip;
const throwAway = { durable: false };

let scratch: string;
let project: string;
/** The data folder of the first test, reused by others because creating a cluster is slow. */
let firstDataDir: string;

beforeAll(() => {
  scratch = openFolder();
  project = makeProject(scratch);
  firstDataDir = join(scratch, "deep/down/data");
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("an embedded PostgreSQL", () => {
  it("starts in a folder that does not exist, with Unicode, no network and a plain role for the application", async () => {
    const dataDir = firstDataDir;

    const postgres = await launchPostgres({ dataDir, ...throwAway });
    const app = await firstRow(
      postgres.appUrl,
      `select current_user as role, current_database() as database, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as privileged,
         current_setting('server_encoding') as encoding, current_setting('listen_addresses') as network,
         (select datlocale from pg_database where datname = current_database()) as locale, lower('ÄÖ') as lower
       from pg_roles where rolname = current_user`,
    );
    const admin = await firstRow(postgres.adminUrl, "select rolsuper from pg_roles where rolname = current_user");
    await postgres.stop();

    expect(app).toEqual({
      role: "customer_graph_app",
      database: "customer_graph",
      privileged: false,
      encoding: "UTF8",
      network: "",
      locale: "C.UTF-8",
      lower: "äö",
    });
    expect(admin).toEqual({ rolsuper: true });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(dataDir))).toEqual(["data"]);
  });

  it("has the extensions that the schemas need, and logs no row values", async () => {
    const dataDir = firstDataDir;
    const first = await launchPostgres({ dataDir });
    for (const extension of ["citext", "pg_trgm", "ltree", "btree_gin", "pgcrypto", "unaccent"]) {
      await firstRow(first.adminUrl, `create extension ${extension}`);
    }
    await firstRow(first.adminUrl, "create table kept as select 'a secret' as word");
    await firstRow(first.adminUrl, "create unique index on kept (word)");
    await expect(firstRow(first.adminUrl, "insert into kept values ('a secret')")).rejects.toThrow("duplicate key");
    await first.stop();

    const second = await launchPostgres({ dataDir });
    const row = await firstRow(second.adminUrl, "select word from kept");
    await second.stop();
    await second.stop();

    expect(row).toEqual({ word: "a secret" });
    expect(await readFile(join(dataDir, "postgres.log"), "utf8")).not.toContain("secret");
  });

  it("serves every process on its folder, and ends with the one that started it", async () => {
    const dataDir = firstDataDir;
    const owner = await launchPostgres({ dataDir, ...throwAway });

    const guest = launchFrom(project, { dataDir, database: "another" });
    const { attached, appUrl } = await guest.said;
    await guest.stop();
    const afterwards = await firstRow(appUrl, "select current_database() as database");
    await owner.stop();

    expect(owner.attached).toBe(false);
    expect(attached).toBe(true);
    expect(afterwards).toEqual({ database: "another" });
    await expect(firstRow(owner.appUrl, "select 1")).rejects.toThrow();
  });

  it("is started once when three processes meet at an empty folder", async () => {
    const dataDir = join(scratch, "race/data");

    const launchers = [1, 2, 3].map(() => launchFrom(project, { dataDir }));
    const said = await Promise.all(launchers.map((launcher) => launcher.said));
    const rows = await Promise.all(said.map(({ appUrl }) => firstRow(appUrl, "select 1 as one")));
    await Promise.all(launchers.map((launcher) => launcher.stop()));

    expect(said.filter(({ attached }) => attached === false)).toHaveLength(1);
    expect(rows).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }]);
    expect(readdirSync(dirname(dataDir))).toEqual(["data"]);
  });

  it.each([
    ["its process is killed", (pid: number) => process.kill(pid, "SIGKILL")],
    ["its process group is killed", (pid: number) => process.kill(-pid, "SIGKILL")],
    ["the terminal interrupts its process group", (pid: number) => process.kill(-pid, "SIGINT")],
  ])("ends when %s, and starts again at once", async (_, kill) => {
    const dataDir = join(scratch, "killed");
    const launcher = launchFrom(project, { dataDir });
    const { postgres } = await launcher.said;
    kill(launcher.pid);
    await gone(postgres);

    const again = await launchPostgres({ dataDir, ...throwAway });
    const row = await firstRow(again.appUrl, "select 1 as one");
    await again.stop();

    expect(again.attached).toBe(false);
    expect(row).toEqual({ one: 1 });
  });

  it("starts right after the previous process was killed", async () => {
    const dataDir = join(scratch, "killed");
    const launcher = launchFrom(project, { dataDir });
    await launcher.said;
    process.kill(launcher.pid, "SIGKILL");

    const again = await launchPostgres({ dataDir, ...throwAway });
    const row = await firstRow(again.appUrl, "select 1 as one");
    await again.stop();

    expect(row).toEqual({ one: 1 });
  });

  /** Whether a running process was started with a path in the folder. */
  const isInUse = (folder: string): boolean => spawnSync("pgrep", ["-f", `${folder}/`]).status === 0;

  /** Backdates a folder's content, once the processes that wrote there have ended. */
  const untouchedSinceLongAgo = async (folder: string): Promise<void> => {
    while (isInUse(folder)) await sleep(50);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 0, 0);
  };

  it("starts after a process that was killed while creating the cluster, and cleans up after it", async () => {
    const dataDir = join(scratch, "half/data");
    const folder = dirname(dataDir);
    const launcher = launchFrom(project, { dataDir });
    while (!existsSync(folder) || readdirSync(folder).length === 0) await sleep(2);
    process.kill(launcher.pid, "SIGKILL");
    await untouchedSinceLongAgo(folder);

    const postgres = await launchPostgres({ dataDir, ...throwAway });
    await postgres.stop();

    expect(readdirSync(folder)).toEqual(["data"]);
  });

  it("starts when a dead server's process id belongs to another process, even another server", async () => {
    const dataDir = firstDataDir;
    const file = join(dataDir, "postmaster.pid");
    const first = await launchPostgres({ dataDir, ...throwAway });
    const stale = await readFile(file, "utf8");
    await first.stop();
    const { uid, gid } = statSync(dataDir);
    const sleeper = spawn("sleep", ["60"], { uid, gid, stdio: "ignore" });
    const otherServer = launchFrom(project, { dataDir: join(scratch, "killed") });

    for (const pid of [sleeper.pid, (await otherServer.said).postgres]) {
      await writeFile(file, stale.replace(/^\d+/, String(pid)));
      chownSync(file, uid, gid);
      const postgres = await launchPostgres({ dataDir, ...throwAway });
      await postgres.stop();
      expect(postgres.attached).toBe(false);
    }

    sleeper.kill();
    await otherServer.stop();
  });

  it("puts its socket into the temp folder when the data path is too long, where others find it", async () => {
    const dataDir = join(scratch, "long".repeat(25), "data");
    if (existsSync(firstDataDir)) {
      mkdirSync(dirname(dataDir));
      renameSync(firstDataDir, dataDir);
    }
    const owner = await launchPostgres({ dataDir, ...throwAway });
    const socketFolder = decodeURIComponent(new URL(owner.appUrl).hostname);

    const guest = await launchPostgres({ dataDir });
    const { mode } = statSync(socketFolder);
    await owner.stop();

    expect(guest).toMatchObject({ attached: true, appUrl: owner.appUrl });
    expect(mode & 0o777).toBe(0o700);
    while (existsSync(socketFolder)) await sleep(2);
  });
});

describe("an embedded PostgreSQL of an ordinary user", () => {
  itAsOrdinary("starts from a read-only package whose links were never made", async () => {
    const folder = openFolder(scratch);
    const binaries = packageWithoutLinks(folder);
    const lib = join(binaries, "native/lib");
    chmodSync(lib, 0o555);
    const temp = join(folder, "temp");
    mkdirSync(temp);
    chmodSync(temp, 0o777);

    const launcher = launchFrom(
      makeProject(folder, { binaries }),
      { dataDir: join(folder, "data") },
      {
        ...ordinary,
        env: { TMPDIR: temp },
      },
    );
    const { error, appUrl } = await launcher.said;
    const row = await firstRow(appUrl, "select 1 as one");
    await launcher.stop();
    chmodSync(lib, 0o755);

    expect(error).toBeUndefined();
    expect(row).toEqual({ one: 1 });
    expect(existsSync(join(lib, "libpq.so.5"))).toBe(false);
  });

  itAsOrdinary("refuses a folder that it may not write to", async () => {
    const folder = openFolder(scratch);
    chmodSync(folder, 0o555);

    const { error } = await launchFrom(project, { dataDir: join(folder, "data") }, ordinary).said;
    const { error: deeper } = await launchFrom(project, { dataDir: join(folder, "deep/data") }, ordinary).said;

    expect(error).toBe(
      `Cannot create the database in ${folder}: permission denied. Make it writable, or set DATA_DIR to another folder.`,
    );
    expect(deeper).toBe(
      `Cannot create the folder ${folder}/deep for the database: permission denied. ` +
        "Make it writable, or set DATA_DIR to a folder that is.",
    );
  });
});

describe("an embedded PostgreSQL of root", () => {
  itAsRoot("keeps its data and binaries where its own account can reach them", async () => {
    const folder = openFolder(scratch);
    const binaries = packageWithoutLinks(folder);
    const hidden = makeProject(folder, { binaries });
    const before = new Set(existsSync(rootsLibrary) ? readdirSync(rootsLibrary) : []);
    const dataDir = join(folder, "data");
    chmodSync(folder, 0o700);

    const launcher = launchFrom(hidden, { dataDir });
    const said = await launcher.said;
    const row = await firstRow(said.appUrl, "select 1 as one");
    await launcher.stop();
    chmodSync(folder, 0o755);
    const again = launchFrom(hidden, { dataDir });
    const { dataDir: sameDir } = await again.said;
    await again.stop();
    const made = readdirSync(rootsLibrary).filter((name) => !before.has(name));
    for (const name of made) rmSync(join(rootsLibrary, name), { recursive: true });

    expect(row).toEqual({ one: 1 });
    expect(said.dataDir).toMatch(/^\/var\/lib\/customer-graph\/data-[0-9a-f]{8}$/);
    expect(sameDir).toBe(said.dataDir);
  });

  (asRoot ? itAsOrdinary : it.skip)("serves the data of an ordinary user as that user", async () => {
    const dataDir = join(openFolder(scratch), "data");
    const theirs = launchFrom(project, { dataDir }, ordinary);
    await theirs.said;
    await theirs.stop();

    const postgres = await launchPostgres({ dataDir, ...throwAway });
    await postgres.stop();
    const back = launchFrom(project, { dataDir }, ordinary);
    const { attached } = await back.said;
    await back.stop();

    expect(statSync(dataDir).uid).toBe(ordinary.uid);
    expect(attached).toBe(false);
  });

  itAsRoot("says what a root that may not become another user lacks", async () => {
    const under = ["setpriv", "--bounding-set", "-setuid,-setgid"];

    const { error } = await launchFrom(project, { dataDir: join(scratch, "powerless") }, { under }).said;

    expect(error).toMatch(/refuses to run as root, and this root may not become user \d+ .*CAP_SETUID/);
  });
});

describe("an embedded PostgreSQL that cannot start", () => {
  it("names the folder whose data another version wrote", async () => {
    const dataDir = join(scratch, "old");
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "PG_VERSION"), "15\n");

    await expect(launchPostgres({ dataDir })).rejects.toThrow(
      `The data in ${dataDir} was written by PostgreSQL 15, and this is PostgreSQL 18.`,
    );
  });

  it("leaves a folder of other files alone", async () => {
    const dataDir = join(scratch, "photos");
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "photo.jpg"), "");

    await expect(launchPostgres({ dataDir })).rejects.toThrow(`${dataDir} holds files but no PostgreSQL data`);
    expect(readdirSync(dataDir)).toEqual(["photo.jpg"]);
  });

  it("names the file that stands where a folder should be", async () => {
    writeFileSync(join(scratch, "file"), "");

    await expect(launchPostgres({ dataDir: join(scratch, "file/data") })).rejects.toThrow(
      `Cannot create the folder ${scratch}/file for the database: a file with that name is in the way.`,
    );
    await expect(launchPostgres({ dataDir: join(scratch, "file") })).rejects.toThrow(
      `Cannot create the database in ${scratch}/file: part of the path is a file, not a folder.`,
    );
  });

  it("repeats what the server says about an unknown setting", async () => {
    const launch = launchPostgres({ dataDir: join(scratch, "killed"), extraSettings: { no_such_setting: "1" } });

    await expect(launch).rejects.toThrow(/unrecognized configuration parameter "no_such_setting".*postgres\.log/);
  });

  it("says that the binaries are missing", async () => {
    const bare = makeProject(scratch, { binaries: join(scratch, "nowhere") });

    const { error } = await launchFrom(bare, { dataDir: join(scratch, "never") }).said;

    expect(error).toMatch(/binaries for \S+ are not installed .* set DATABASE_URL/);
  });

  it("says that a system without glibc cannot run the binaries", async () => {
    const folder = openFolder(scratch);
    const musl = makeProject(folder, { binaries: packageForAnotherLoader(folder) });

    const { error } = await launchFrom(musl, { dataDir: join(folder, "data") }).said;

    expect(error).toMatch(/need glibc 2.27 or newer, which Alpine/);
    expect(existsSync(join(folder, "data"))).toBe(false);
  });
});
