// New, empty databases for the program: files in a temporary folder, and a private PostgreSQL where it is installed.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./program.mjs";

/** What a case is kept in. */
export const engines = ["sqlite", "postgres"];

const folder = mkdtempSync(join(tmpdir(), "anshin-browser-"));
const script = `${root}bench/peers/postgres.sh`;
let made = 0;
let cluster;

process.once("exit", () => {
  if (cluster) {
    run("sh", [script, "stop", cluster]);
    rmSync(cluster, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
});
// Without this a run that is interrupted would leave its servers behind.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** A test that lacks what it needs: it is told of, and neither passed nor failed. */
export class Skipped extends Error {}

/** An address for `--database`, with the folder in which the program finds its key. */
export async function newDatabase(engine) {
  made += 1;
  // Another test may ask for one before this one is there.
  const name = `browser_${made}`;
  const own = join(folder, name);
  await mkdir(own, { mode: 0o700 });
  const environment = { XDG_DATA_HOME: own };
  if (engine === "sqlite") return { database: `sqlite:${join(own, "anshin.sqlite")}`, folder: own, environment };
  cluster ??= startCluster();
  run("psql", ["-X", "-q", "-h", cluster, "-U", "anshin", "-d", "postgres", "-c", `CREATE DATABASE ${name}`]);
  return { database: `postgres://anshin@localhost/${name}?host=${cluster}`, folder: own, environment };
}

/** A socket in a folder of its own, because PostgreSQL does not run as root and may not look into ours. */
function startCluster() {
  const installed = (() => {
    try {
      return readdirSync("/usr/lib/postgresql").length > 0;
    } catch {
      return false;
    }
  })();
  if (!installed) throw new Skipped("PostgreSQL is not installed");
  const own = mkdtempSync(join(tmpdir(), "anshin-pg-"));
  run("sh", [script, "start", own]);
  return own;
}

function run(program, line) {
  // What the script starts keeps the streams of the script, so they are files that end with nobody waiting: none.
  const done = spawnSync(program, line, { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  if (done.error ?? done.status !== 0) throw new Error(`${program} ${line.join(" ")} ended with ${done.error ?? done.status}`);
}
