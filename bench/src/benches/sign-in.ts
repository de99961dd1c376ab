import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Product } from "../../../e2e/support/product.ts";
import { Client, signIn, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";

/** The morning: everybody of a hospital signs in with their password, each from a source of their own, as fast as the server answers. */
const SECONDS = 15;
const WARM_UP_SECONDS = 3;
const AT_ONCE = 8;

const folder = mkdtempSync(join(tmpdir(), "anteroom-bench-"));
const probeFile = join(folder, "loop.json");
const probe = new URL("../support/loop-probe.mjs", import.meta.url).href;
const product = await Product.start({ NODE_OPTIONS: `--import ${probe}`, LOOP_PROBE_FILE: probeFile });
const people = product.demo.people;
let source = 100_000;

async function run(seconds: number): Promise<{ samples: number[]; perSecond: number }> {
  const samples: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const number = source++;
        const person = people[number % people.length];
        if (!person) throw new Error("The demonstration has no people");
        const client = new Client(product.url, sourceAddress(number));
        const sent = performance.now();
        await signIn(client, person.email, person.password);
        samples.push(performance.now() - sent);
        client.rest();
      }
    }),
  );
  return { samples, perSecond: (samples.length / (performance.now() - began)) * 1_000 };
}

/** What the server's loop was late since it was last asked. */
async function loopDelay(): Promise<{ p50: number; p99: number; max: number }> {
  process.kill(product.pid ?? 0, "SIGWINCH");
  await pause(300);
  return JSON.parse(readFileSync(probeFile, "utf8")) as { p50: number; p99: number; max: number };
}

try {
  await run(WARM_UP_SECONDS);
  await loopDelay();
  const { samples, perSecond } = await run(SECONDS);
  const loop = await loopDelay();
  report({
    bench: "sign-in",
    part: "rate",
    unit: "sign-ins/s",
    samples: [perSecond],
    goal: "≥ 20 on 2 cores, load generator on the same machine",
    holds: (figures) => figures.p50 >= 20,
    atOnce: AT_ONCE,
    hash: "argon2id m=19456 t=2 p=1",
  });
  report({ bench: "sign-in", part: "answer", unit: "ms", samples, goal: "none", holds: () => true });
  report({
    bench: "sign-in",
    part: "event loop p99",
    unit: "ms",
    samples: [loop.p99],
    goal: "≤ 50",
    holds: (figures) => figures.p50 <= 50,
    p50OfLoop: loop.p50,
    maxOfLoop: loop.max,
  });
} finally {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}
