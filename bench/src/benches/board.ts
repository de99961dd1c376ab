import { setTimeout as pause } from "node:timers/promises";
import { Product } from "../../../e2e/support/product.ts";
import { Client, enter, sourceAddress } from "../support/http.ts";
import { report } from "../support/report.ts";
import { Stage } from "../support/stage.ts";

/** A staff page with 1,000 rows and 20 changes a second while it is scrolled: frames a second and long tasks. */
const ROWS = 1_000;
const CHANGES_PER_SECOND = 20;
const SECONDS = 15;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const callers: { client: Client; visitId: string }[] = [];
for (let i = 0; i < ROWS; i += 10) {
  await Promise.all(
    Array.from({ length: 10 }, async (_, lane) => {
      const client = new Client(product.url, sourceAddress(i + lane));
      callers.push({ client, ...(await enter(client, clinic.slug, `Caller ${i + lane}`)) });
    }),
  );
}
const stage = new Stage();
const host = await stage.staff(product, clinic.slug);
await host.page.getByText("Caller ").first().waitFor();
await pause(2_000);

let stop = false;
const changes = (async () => {
  for (let i = 0; !stop; i++) {
    const { client, visitId } = callers[i % callers.length]!;
    void client.post(`/api/visits/${visitId}/messages`, { text: `Message ${i}` });
    await pause(1000 / CHANGES_PER_SECOND);
  }
})();
const { frameTimes, longTaskMs } = await host.page.evaluate(async (seconds) => {
  let longTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTaskMs += entry.duration;
  }).observe({ type: "longtask" });
  const scroller = [...document.querySelectorAll<HTMLElement>("*")].find(
    (element) => element.scrollHeight > element.clientHeight * 3 && /auto|scroll/.test(getComputedStyle(element).overflowY),
  );
  const frameTimes: number[] = [];
  let before = performance.now();
  const until = before + seconds * 1000;
  await new Promise<void>((done) => {
    const frame = (now: number) => {
      frameTimes.push(now - before);
      before = now;
      scroller?.scrollBy(0, Math.sin(now / 700) * 40);
      if (now < until) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
  return { frameTimes, longTaskMs };
}, SECONDS);
stop = true;
await changes;
await stage.close();
await product.stop();
const perSecond = frameTimes.length / (frameTimes.reduce((sum, each) => sum + each, 0) / 1000);
report({
  bench: "board",
  part: "frames a second",
  unit: "fps",
  samples: [perSecond],
  goal: "60 (≥ 58 counted)",
  holds: (f) => f.p50 >= 58,
  frameMs: frameTimes.toSorted((a, b) => a - b)[Math.floor(frameTimes.length * 0.95)],
});
report({ bench: "board", part: "time in long tasks", unit: "%", samples: [(longTaskMs / (SECONDS * 1000)) * 100], goal: "≤ 5", holds: (f) => f.p50 <= 5 });
