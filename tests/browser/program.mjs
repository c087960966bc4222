// The program under test: started on a free port, in a process group of its own, and always ended; and its commands.
//
// It is target/debug/anshin, or the file that `BINARY` names.

import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PATIENCE_MS = 30_000;

/** The folder of the whole project. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

const binary = process.env.BINARY ?? `${root}target/debug/anshin`;

/**
 * Starts `anshin serve` and waits for the line that names its address.
 * `database` is its address; `environment` is added to the run's own; its clock runs `daysAhead`.
 */
export async function startProgram({ database, environment = {}, daysAhead = 0 }) {
  const line = ["serve", "--listen", "127.0.0.1:0", "--database", database];
  if (daysAhead > 0) line.push("--days-ahead", String(daysAhead));
  const child = spawn(binary, line, {
    detached: true,
    stdio: ["ignore", "pipe", process.env.TALK ? "inherit" : "ignore"],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const kill = () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await ended;
  };
  const address = await new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`${binary} did not name its address`)), PATIENCE_MS);
    const settle = (ending, value) => {
      clearTimeout(patience);
      ending(value);
    };
    child.once("error", (error) => settle(reject, error));
    child.once("exit", (code) => settle(reject, new Error(`${binary} ended with ${code} before it named its address`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) settle(resolve, found[0]);
    });
  });
  return { address, stop };
}

/** Runs one command of the program to its end; what it says, in either stream, and how it ended. */
export function command(line, environment = {}) {
  const done = spawnSync(binary, line, { encoding: "utf8", env: { ...process.env, ...environment }, timeout: PATIENCE_MS });
  if (done.error) throw done.error;
  return { status: done.status, said: done.stdout + done.stderr };
}
