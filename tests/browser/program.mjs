// The program under test: started on a free port, in a process group of its own, and always ended.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const PATIENCE_MS = 30_000;

/** Starts `anshin serve` and waits for the line that names its address; `ADDRESS` names one that already runs. */
export async function startProgram(binary) {
  if (process.env.ADDRESS) {
    return { address: process.env.ADDRESS, stop() {} };
  }
  const child = spawn(binary, ["serve", "--listen", "127.0.0.1:0"], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", stop);
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
