import { setTimeout as pause } from "node:timers/promises";
import { Product } from "../../../e2e/support/product.ts";
import { Client, enter, signIn, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";
import { StreamPage } from "../support/stream.ts";

/** 2,000 sockets cut at once, each missed five events; time until every page shows the stored state again. */
const PAGES = 2_000;
const MISSED = 5;
const ROUNDS = 5;
/** A page waits a random time up to this before it comes back, as the product's own client does. */
const JITTER_MS = 1_000;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const member = product.person(clinic.slug);
const staff = new Client(product.url, "127.0.0.1");
await signIn(staff, member.email, member.password);
const { id } = (await staff.get(`/api/clinics/${clinic.slug}`)).body as { id: string };
const topic = `clinic:${id}`;

type Watcher = { page: StreamPage; seq: number; rows: Set<string> };

function watch(watcher: Watcher, arrived: () => void): Promise<void> {
  const page = new StreamPage(staff);
  watcher.page = page;
  page.onFrame = (frame) => {
    if (frame.topic !== topic) return;
    watcher.seq = Math.max(watcher.seq, frame.seq ?? 0);
    if (frame.t === "snapshot") watcher.rows = new Set(Object.keys(frame.value as object).filter((key) => key.startsWith("visit/")));
    else if (frame.t === "change" && frame.key?.startsWith("visit/")) watcher.rows[frame.value ? "add" : "delete"](frame.key);
    arrived();
  };
  return page.opened.then(() => page.watch({ name: topic, since: watcher.seq || null }));
}

const watchers: Watcher[] = [];
for (let i = 0; i < PAGES; i++) {
  const watcher: Watcher = { page: undefined as never, seq: 0, rows: new Set() };
  await new Promise<void>((ready) => void watch(watcher, ready));
  watchers.push(watcher);
}

const samples: number[] = [];
let callers = 0;
for (let round = 0; round < ROUNDS; round++) {
  for (const watcher of watchers) watcher.page.cut();
  const expected: string[] = [];
  for (let i = 0; i < MISSED; i++) expected.push(`visit/${(await enter(new Client(product.url, sourceAddress(callers)), clinic.slug, `Caller ${callers++}`)).visitId}`);
  const began = performance.now();
  await Promise.all(
    watchers.map(async (watcher) => {
      await pause(Math.random() * JITTER_MS);
      await new Promise<void>((right, wrong) => {
        const late = setTimeout(() => wrong(new Error("a page was not right again within 30 s")), 30_000);
        const check = () => {
          if (!expected.every((key) => watcher.rows.has(key))) return;
          clearTimeout(late);
          right();
        };
        void watch(watcher, check).catch(wrong);
      });
    }),
  );
  samples.push(performance.now() - began);
  await pause(1_000);
}
for (const watcher of watchers) watcher.page.cut();
await product.stop();
report({ bench: "storm", unit: "ms", samples, goal: "all right again ≤ 3000", holds: (f) => f.max <= 3000, pages: PAGES, missed: MISSED, jitterMs: JITTER_MS });
