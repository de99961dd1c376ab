import type { Browser } from "@playwright/test";
import { launchChromium } from "../../../e2e/support/chromium.ts";
import type { Staff } from "../../../e2e/support/people.ts";
import { Product } from "../../../e2e/support/product.ts";
import { arm, firstFrameAt, instrument } from "../support/first-frame.ts";
import { quickTimes, typeQuickly } from "../support/quick-patient.ts";
import { report } from "../support/report.ts";
import { Stage } from "../support/stage.ts";

/**
 * The patient's link opened with an empty cache at a quarter of the processor, the form being filled as fast as a machine types:
 * until the start page can be used, until in the queue, and until talking with a clinician who presses *Join* the moment the row is there.
 */
const RUNS = 12;
const SLOWDOWN = 4;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const stage = new Stage();
const browser = await launchChromium();

const usable: number[] = [];
const inQueue: number[] = [];
for (let run = 0; run <= RUNS; run++) {
  const page = await openCold(browser, `Cold${run}`);
  const times = await quickTimes(page);
  // The first run warms the server and the file cache of this machine, not the page's own.
  if (run > 0) {
    usable.push(times.usable);
    inQueue.push(times.inQueue);
  }
  await page.context().close();
}

const talking: number[] = [];
const host = await stage.staff(product, clinic.slug);
for (let run = 0; run <= RUNS; run++) {
  const name = `Talk${run}`;
  await joinAtSight(host, name);
  await arm(host.page);
  const page = await openCold(browser, name);
  const opened = await page.evaluate(() => performance.timeOrigin);
  const seen = Math.max(await firstFrameAt(page), await firstFrameAt(host.page));
  if (run > 0) talking.push(seen - opened);
  await host.endsForAll();
  await page.context().close();
}
await browser.close();
await stage.close();
await product.stop();
report({ bench: "cold-link", part: "in the queue", unit: "ms", samples: inQueue, goal: "p50 ≤ 1000 at 4× CPU throttle", holds: (f) => f.p50 <= 1000 });
report({ bench: "cold-link", part: "talking", unit: "ms", samples: talking, goal: "p50 ≤ 1500 at 4× CPU throttle", holds: (f) => f.p50 <= 1500 });
report({ bench: "cold-link", part: "start page usable", unit: "ms", samples: usable, goal: "told beside it", holds: () => true });

async function openCold(into: Browser, name: string) {
  const context = await into.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await instrument(page);
  await page.addInitScript(() => Object.assign((window as unknown as { __frames: { armed: boolean } }).__frames, { armed: true }));
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await typeQuickly(page, name);
  await page.goto(clinic.link);
  return page;
}

async function joinAtSight({ page }: Staff, name: string): Promise<void> {
  await page.evaluate((wanted) => {
    const look = () => {
      const row = [...document.querySelectorAll("[role=row], tr, li")].find((each) => each.textContent?.includes(`${wanted} `));
      const join = [...(row?.querySelectorAll("button") ?? [])].find((each) => each.textContent?.startsWith("Join"));
      if (!join) return;
      watch.disconnect();
      join.click();
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true });
  }, name);
}
