import { setTimeout as pause } from "node:timers/promises";
import { Product } from "../../../e2e/support/product.ts";
import { Client, enter, signIn, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";
import { StreamPage } from "../support/stream.ts";

/** A caller's entry is sent → its row has arrived on the last of 1,000 staff pages. */
const PAGES = 1_000;
const ENTRIES = 60;
const WARM_UP = 5;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const member = product.person(clinic.slug);
const staff = new Client(product.url, "127.0.0.1");
await signIn(staff, member.email, member.password);
const { id } = (await staff.get(`/api/clinics/${clinic.slug}`)).body as { id: string };

const arrivals = new Map<string, { pages: Set<number>; last: number }>();
const pages: StreamPage[] = [];
for (let i = 0; i < PAGES; i++) {
  const page = new StreamPage(staff);
  const snapshot = new Promise<void>((ready) => {
    page.onFrame = (frame, at) => {
      if (frame.t === "snapshot") ready();
      if (frame.t !== "change" || !frame.key?.startsWith("visit/") || !frame.value) return;
      const arrival = arrivals.get(frame.key) ?? { pages: new Set<number>(), last: 0 };
      arrivals.set(frame.key, arrival);
      // Later changes of the same row (presence, readiness) are not its arrival.
      if (arrival.pages.has(i)) return;
      arrival.pages.add(i);
      arrival.last = at;
    };
  });
  await page.opened;
  page.watch({ name: `clinic:${id}`, since: null });
  await snapshot;
  pages.push(page);
}

const samples: number[] = [];
for (let i = 0; i < ENTRIES; i++) {
  const began = performance.now();
  const { visitId } = await enter(new Client(product.url, sourceAddress(i)), clinic.slug, `Caller ${i}`);
  while ((arrivals.get(`visit/${visitId}`)?.pages.size ?? 0) < PAGES) {
    if (performance.now() - began > 10_000) throw new Error(`only ${arrivals.get(`visit/${visitId}`)?.pages.size ?? 0} of ${PAGES} pages saw the row`);
    await pause(5);
  }
  samples.push((arrivals.get(`visit/${visitId}`)?.last ?? Number.NaN) - began);
  await pause(150);
}
for (const page of pages) page.close();
await product.stop();
report({
  bench: "queue-latency",
  unit: "ms",
  samples: samples.slice(WARM_UP),
  goal: "last of 1,000 pages: p50 ≤ 40, p99 ≤ 100",
  holds: (f) => f.p50 <= 40 && f.p99 <= 100,
  pages: PAGES,
});
