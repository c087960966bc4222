// Runs every `*.tests.mjs` of this folder in Chromium against the program as the tests build it, and closes with one line that counts.
//
//   node run.mjs                                   starts target/debug/anshin itself
//   BINARY=target/release/anshin node run.mjs      starts this one
//   ADDRESS=http://127.0.0.1:8080 node run.mjs     tests a program that already runs; those with cases are started all the same
//   node run.mjs keyboard print                    only the tests whose names hold one of these words

import { mkdir, readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { chromium } from "playwright-core";
import { newDatabase, Skipped } from "./databases.mjs";
import { root, startProgram } from "./program.mjs";

const screenshots = `${root}target/screenshots`;
const wanted = process.argv.slice(2);

// A test that takes longer has hung; it fails, and the next one begins. A debug build on a busy machine needs more.
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 150_000);

// The browser and the programs wait for each other most of the time, so some tests run beside each other.
const AT_ONCE = Math.min(Math.max(availableParallelism() - 1, 2), 4);

const tests = [];
const test = (name, work) => tests.push({ name, work });
for (const file of (await readdir(new URL(".", import.meta.url))).filter((name) => name.endsWith(".tests.mjs")).sort()) {
  const { default: declare } = await import(new URL(file, import.meta.url));
  declare(test);
}

await mkdir(screenshots, { recursive: true });
const program = process.env.ADDRESS
  ? { address: process.env.ADDRESS, stop() {} }
  : await startProgram({ database: "memory:" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

const count = { passed: 0, failed: 0, skipped: 0 };
try {
  const chosen = tests.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  count.skipped = tests.length - chosen.length;
  const left = chosen.values();
  const worker = async () => {
    for (const { name, work } of left) count[(await runs(name, work)) ? "passed" : "failed"] += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
} finally {
  await browser.close();
  await program.stop();
}
console.log(`browser: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);

/** Runs one test in browser contexts and with programs of its own; true when it did not fail. */
async function runs(name, work) {
  const start = performance.now();
  const [contexts, programs] = [[], []];
  const open = async (options = {}) => {
    const context = await browser.newContext({ baseURL: program.address, ...options });
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    return context.newPage();
  };
  /** A program on a new database of this engine, or on the database that is given. */
  const serve = async (engine, database) => {
    const own = database ?? (await newDatabase(engine));
    const served = await startProgram(own);
    programs.push(served);
    return { ...own, ...served };
  };
  let patience;
  try {
    const late = new Promise((_, reject) => {
      patience = setTimeout(() => reject(new Error(`not done after ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    });
    await Promise.race([work({ open, serve, browser, address: program.address, screenshots }), late]);
    console.log(`ok      ${name} (${Math.round(performance.now() - start)} ms)`);
    return true;
  } catch (error) {
    if (error instanceof Skipped) {
      // It counts as passed here, as cargo counts such tests; `cargo xtask test` reads this line and counts it as skipped.
      console.log(`skipped: ${name} (${error.message})`);
      return true;
    }
    // What was typed can be long, and stands in the message.
    const message = String(error.message ?? error).slice(0, 2_000);
    console.log(`FAILED  ${name}\n        ${message.replaceAll("\n", "\n        ")}`);
    return false;
  } finally {
    clearTimeout(patience);
    await Promise.allSettled(contexts.map((context) => context.close()));
    await Promise.allSettled(programs.map((served) => served.stop()));
  }
}
