import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { Product } from "../../../e2e/support/product.ts";
import { arm, firstFrameAt, framesOf } from "../support/first-frame.ts";
import { report } from "../support/report.ts";
import { Stage } from "../support/stage.ts";
import { sendMediaThrough } from "../udp-relay-page.ts";
import { createUdpRelay } from "../udp-relay.ts";

/** All paths between the two sides are cut for good while the server can be reached → frames flow again at both. */
const RUNS = 20;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const relay = createUdpRelay();
const stage = new Stage();
const throughRelay = (page: Page) => sendMediaThrough(relay, page.context());
const host = await stage.staff(product, clinic.slug, 0, product.url, throughRelay);
const caller = await stage.patient("Path", undefined, throughRelay);
await caller.enters(clinic.link);
await host.joins(caller.name);
await host.seesVideoOf(caller.name);
await caller.seesVideoOf(host.name);

const samples: number[] = [];
for (let run = 0; run < RUNS; run++) {
  await pause(3_000);
  const cutAt = performance.timeOrigin + performance.now();
  relay.cutPaths();
  // What was on the way or in the jitter buffer still shows for a moment.
  await pause(250);
  await Promise.all([arm(host.page), arm(caller.page)]);
  const back = Math.max(await firstFrameAt(host.page), await firstFrameAt(caller.page));
  await pause(500);
  if ((await framesOf(host.page)).length < 3) throw new Error("the picture came back for a moment only");
  samples.push(back - cutAt);
}
if (!relay.counts().lost) throw new Error("the relay lost no packet, so nothing was cut");
relay.close();
await stage.close();
await product.stop();
report({ bench: "path-death", unit: "ms", samples, goal: "p50 ≤ 900, p95 ≤ 1500", holds: (f) => f.p50 <= 900 && f.p95 <= 1500 });
