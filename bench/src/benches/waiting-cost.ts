import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Product } from "../../../e2e/support/product.ts";
import { Client, enter, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";
import { StreamPage } from "../support/stream.ts";

/** Server memory (resident, one process) that 5,000 waiting callers add, each with an open stream; PostgreSQL not counted. */
const CALLERS = 5_000;
const AT_ONCE = 16;

const product = await Product.start();
const clinics = product.demo.clinics;
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, "utf8"))?.[1] ?? Number.NaN);

const pages: StreamPage[] = [];
let next = 0;
async function waits(index: number, slug: string): Promise<void> {
  const caller = new Client(product.url, sourceAddress(index));
  const { visitId, seatId } = await enter(caller, slug, `Caller ${index}`);
  caller.rest();
  const page = new StreamPage(caller);
  await page.opened;
  page.send({ t: "sit", seatId, pageId: `bench-page-${index}`, takeOver: false });
  page.watch({ name: `visit:${visitId}`, since: null });
  pages.push(page);
}
const open: string[] = [];
for (const clinic of clinics) {
  const shown = (await new Client(product.url, "127.0.0.1").get(`/api/public/clinics/${clinic.slug}`)).body as { state: string };
  if (shown.state === "open") open.push(clinic.slug);
}
// Code paths, pools and caches are warm before the first measure.
while (next < 200) await waits(next, open[next++ % open.length]!);
await pause(3_000);
const before = resident();
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (next < 200 + CALLERS) {
      const index = next++;
      await waits(index, open[index % open.length]!);
    }
  }),
);
await pause(15_000);
const after = resident();
for (const page of pages) page.cut();
await product.stop();
report({
  bench: "waiting-cost",
  unit: "KB",
  samples: [(after - before) / CALLERS],
  goal: "≤ 20 KB for one waiting caller",
  holds: (f) => f.p50 <= 20,
  callers: CALLERS,
  residentBeforeKb: before,
  residentAfterKb: after,
});
