import { setTimeout as pause } from "node:timers/promises";
import { Product } from "../../../e2e/support/product.ts";
import { arm, framesOf } from "../support/first-frame.ts";
import { Client, enter, signIn, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";
import { Stage } from "../support/stage.ts";
import { StreamPage } from "../support/stream.ts";

/**
 * `kill -9` of the server under a running call in Chromium and 200 waiting callers, then a start on the same data:
 * the gap in the pictures, the time until everything is back, and whether anybody was lost or doubled.
 */
const WAITING = 200;
const ROUNDS = 3;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const stage = new Stage();
const host = await stage.staff(product, clinic.slug);
const caller = await stage.patient("Talking");
await caller.enters(clinic.link);
await host.joins(caller.name);
await host.seesVideoOf(caller.name);
await caller.seesVideoOf(host.name);

const member = product.person(clinic.slug, 1);
const staff = new Client(product.url, "127.0.0.1");
await signIn(staff, member.email, member.password);
const { id } = (await staff.get(`/api/clinics/${clinic.slug}`)).body as { id: string };
const callers: { client: Client; visitId: string; seatId: string; pageId: string }[] = [];
for (let i = 0; i < WAITING; i++) {
  const client = new Client(product.url, sourceAddress(i));
  callers.push({ client, ...(await enter(client, clinic.slug, `Waiting ${i}`)), pageId: `bench-page-${i}` });
}
const sit = async (each: (typeof callers)[number]) => {
  for (;;) {
    const page = new StreamPage(each.client);
    const seated = new Promise<void>((done) => (page.onFrame = (frame) => frame.t === "seated" && done()));
    try {
      await page.opened;
    } catch {
      await pause(50 + Math.random() * 100); // not back yet
      continue;
    }
    page.send({ t: "sit", seatId: each.seatId, pageId: each.pageId, takeOver: false });
    await seated;
    return page;
  }
};
let pages = await Promise.all(callers.map(sit));

const gaps: number[] = [];
const back: number[] = [];
let lost = 0;
let doubled = 0;
for (let round = 0; round < ROUNDS; round++) {
  await Promise.all([arm(host.page), arm(caller.page)]);
  await pause(2_000);
  const normal = [await framesOf(host.page), await framesOf(caller.page)].map(longestGap);
  await Promise.all([arm(host.page), arm(caller.page)]);
  for (const page of pages) page.onFrame = () => {};
  await product.kill();
  const booting = product.boot();
  await booting;
  const ready = performance.now();
  pages = await Promise.all(callers.map(sit));
  const rows = await rowsOf(staff, id);
  back.push(performance.now() - ready);
  await pause(2_000);
  const during = [await framesOf(host.page), await framesOf(caller.page)].map(longestGap);
  gaps.push(Math.max(0, Math.max(...during) - Math.max(...normal)));
  const names = callers.map((each) => `visit/${each.visitId}`);
  lost += names.filter((name) => rows.filter((row) => row === name).length === 0).length;
  doubled += rows.length - new Set(rows).size;
}
for (const page of pages) page.cut();
await stage.close();
await product.stop();
report({
  bench: "server-death",
  part: "longest hole in the pictures beyond the usual one",
  unit: "ms",
  samples: gaps,
  goal: "0 (a frame's time of noise: ≤ 40)",
  holds: (f) => f.max <= 40,
});
report({
  bench: "server-death",
  part: "all state back after the new server is ready",
  unit: "ms",
  samples: back,
  goal: "≤ 2000; 0 lost, 0 doubled",
  holds: (f) => f.max <= 2000 && lost === 0 && doubled === 0,
  waiting: WAITING,
  lost,
  doubled,
});

function longestGap(frames: readonly number[]): number {
  return frames.reduce((longest, at, i) => (i ? Math.max(longest, at - (frames[i - 1] ?? at)) : 0), 0);
}

async function rowsOf(client: Client, clinicId: string): Promise<string[]> {
  const page = new StreamPage(client);
  const rows = new Promise<string[]>((done) => {
    page.onFrame = (frame) => frame.t === "snapshot" && done(Object.keys(frame.value as object).filter((key) => key.startsWith("visit/")));
  });
  await page.opened;
  page.watch({ name: `clinic:${clinicId}`, since: null });
  const seen = await rows;
  page.close();
  return seen;
}
