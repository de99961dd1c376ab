import { setTimeout as pause } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";
import type { Patient, Staff } from "../../../e2e/support/people.ts";
import { Product } from "../../../e2e/support/product.ts";
import { arm, firstFrameAt, pressedAt } from "../support/first-frame.ts";
import { livekitFirstFrames } from "../support/livekit.ts";
import { percentiles, report } from "../support/report.ts";
import { slowLine } from "../support/slow-line.ts";
import { Stage } from "../support/stage.ts";
import { sendMediaThrough } from "../udp-relay-page.ts";
import { createUdpRelay } from "../udp-relay.ts";

/** *Join* pressed → first remote frame at the later side, the caller having waited for five seconds. */
const RUNS = 20;
const WAITED_MS = 5_000;
/** How long somebody reads the row before the hand goes to the button, and how long it rests there: less than people do. */
const READ_MS = 500;
const REST_MS = 300;

const stage = new Stage();
const livekit = await livekitFirstFrames(await stage.browser(), await stage.browser(), 8);
const baseline = livekit ? { name: "LiveKit connect → first frame", ...percentiles(livekit) } : "Go is missing, so LiveKit was not measured";

for (const rttMs of [0, 100]) {
  const product = await Product.start();
  const clinic = product.demo.clinics[0]!;
  const line = rttMs ? await slowLine(product.port, rttMs / 2) : null;
  const relay = rttMs ? createUdpRelay({ delayMs: rttMs / 2 }) : null;
  // Cookies and Origin belong to the address that the pages are opened at.
  const url = line ? `http://127.0.0.1:${line.port}` : product.url;
  const prepare = relay ? (page: Page) => sendMediaThrough(relay, page.context()) : undefined;
  const host = await stage.staff(product, clinic.slug, 0, url, prepare);
  const callers = await stage.browser();

  for (const way of ["join", "join-cold"] as const) {
    const samples: number[] = [];
    for (let run = 0; run <= (way === "join" ? RUNS : RUNS / 2); run++) {
      const caller = await stage.patient(`Caller${way === "join" ? "" : "Cold"}${rttMs}N${run}`, callers, prepare);
      await caller.enters(`${url}/c/${clinic.slug}`);
      await caller.seesOwnPicture();
      await pause(WAITED_MS);
      const took = await joinTook(host, caller, way === "join");
      // The first run brings the camera and the code up; people have a first call of the day too, but it is not what is asked here.
      if (run > 0) samples.push(took);
      await host.endsForAll();
      await expect(caller.goodbye).toBeVisible();
      await caller.page.context().close();
    }
    if (way === "join")
      report({
        bench: "join",
        part: `round trip ${rttMs} ms`,
        unit: "ms",
        samples,
        goal: "p50 ≤ RTT + 120, p95 ≤ RTT + 220",
        holds: (f) => f.p50 <= rttMs + 120 && f.p95 <= rttMs + 220,
        baseline,
        ofLivekit: livekit && rttMs === 0 ? percentiles(samples).p50 / percentiles(livekit).p50 : null,
      });
    else report({ bench: "join-cold", part: `round trip ${rttMs} ms`, unit: "ms", samples, goal: "p50 ≤ 3.5 RTT + 200", holds: (f) => f.p50 <= 3.5 * rttMs + 200, baseline });
  }
  if (relay && !relay.counts().passed) throw new Error("the relay carried no packet, so nothing was delayed");
  relay?.close();
  line?.close();
  await product.stop();
}
await stage.close();

async function joinTook(host: Staff, caller: Patient, warm: boolean): Promise<number> {
  const join = host.row(caller.name).getByRole("button", { name: /^Join/ });
  await Promise.all([arm(host.page), arm(caller.page)]);
  if (warm) {
    await host.row(caller.name).getByText(caller.name).first().hover();
    await pause(READ_MS);
    await join.hover();
    await pause(REST_MS);
    await join.click();
  } else {
    await host.page.mouse.move(5, 5);
    await pause(500);
    await join.evaluate((button: HTMLElement) => button.click());
  }
  const [atHost, atCaller] = await Promise.all([firstFrameAt(host.page), firstFrameAt(caller.page)]);
  return Math.max(atHost, atCaller) - (await pressedAt(host.page));
}
