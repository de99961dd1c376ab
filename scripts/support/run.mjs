import { spawn } from "node:child_process";
import { root } from "./root.mjs";

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (running.size === 0) process.exit(130);
    for (const child of running) child.kill(signal);
  });
}

/**
 * Runs a program with its output shown as it comes; the answer is its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, everySeconds?: (elapsed: number) => void, quiet?: boolean }} [options] `quiet` shows the output only after a failure.
 */
export function run(program, args, { cwd = root, env = {}, everySeconds, quiet = false } = {}) {
  return new Promise((resolve) => {
    const began = Date.now();
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
    running.add(child);
    const beat = everySeconds && setInterval(() => everySeconds(Math.round((Date.now() - began) / 1000)), 10_000);
    const done = (code) => {
      clearInterval(beat);
      if (code !== 0) process.stderr.write(said);
      running.delete(child);
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(`${program}: ${error.message}`);
      done(127);
    });
    child.once("close", (code, signal) => {
      if (signal === "SIGINT" || signal === "SIGTERM") process.exit(130);
      done(code ?? 1);
    });
  });
}

/** As `run`, with this Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Ends this script with the code of a step that failed. */
export async function must(step, sentence) {
  const code = await step;
  if (code === 0) return;
  console.error(sentence);
  process.exit(code);
}
