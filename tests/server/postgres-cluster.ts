import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { closedPort } from "./relay-server.ts";

export interface PostgresCluster {
  /** An empty database of its own. */
  database(): Promise<string>;
  close(): Promise<void>;
}

/** Folder of PostgreSQL's programs: a setting, the PATH, or Debian's place; newest first. */
function findPrograms(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    process.env.POSTGRES_BIN,
    ...versions.map((version) => `${debian}/${version}/bin`),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return folders.find((folder) => folder && existsSync(join(folder, "initdb")));
}

const folder = findPrograms();
/** Whether tests with PostgreSQL can run here. In CI they must: `npm test` installs it where it may. */
export const hasPostgres = folder !== undefined || Boolean(process.env.CI);

/** A PostgreSQL of our own in a temporary folder, on a free port of this computer; never as root, which it refuses. */
export async function startPostgres(): Promise<PostgresCluster> {
  if (folder === undefined)
    throw new Error("PostgreSQL is not installed: install Debian's package postgresql.");
  const data = mkdtempSync(join(tmpdir(), "planning-data-check-postgres-"));
  const user = process.getuid?.() === 0 ? ordinaryUser() : undefined;
  if (user) chownSync(data, user.uid, user.gid);
  const as = { ...user, cwd: data };
  const options = ["--auth=trust", "--username=tester", "--encoding=UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(folder, "initdb"), ["-D", join(data, "db"), ...options], { ...as, stdio: "ignore" });
  const port = await closedPort();
  const server = spawn(
    join(folder, "postgres"),
    ["-D", join(data, "db"), "-p", String(port), "-h", "127.0.0.1", "-k", data, "-c", "max_connections=40"],
    { ...as, stdio: "ignore" },
  );
  const address = (name: string) => `postgres://tester@127.0.0.1:${port}/${name}`;
  const admin = postgres(address("postgres"), { max: 1, onnotice: () => undefined });
  await untilReady(admin);
  let count = 0;
  return {
    async database() {
      count += 1;
      await admin.unsafe(`create database test_${count}`);
      return address(`test_${count}`);
    },
    async close() {
      await admin.end({ timeout: 1 });
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGQUIT");
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function ordinaryUser(): { uid: number; gid: number } {
  for (const name of ["postgres", "nobody"]) {
    const ids = ["-u", "-g"].map((option) => spawnSync("id", [option, name], { encoding: "utf8" }));
    const [uid, gid] = ids.map(({ status, stdout }) => (status === 0 ? Number(stdout) : undefined));
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error("There is no ordinary user to run PostgreSQL as.");
}

async function untilReady(sql: postgres.Sql): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (attempt > 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
