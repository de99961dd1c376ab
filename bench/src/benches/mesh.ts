import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { Product } from "../../../e2e/support/product.ts";
import { arm, framesOf } from "../support/first-frame.ts";
import { report } from "../support/report.ts";
import { Stage } from "../support/stage.ts";

/** Three members and a caller in one call for a minute: bitrate of each picture against its target, and freezes. */
const SECONDS = 60;
/** Of the picture on each link with four people; architecture of the direct route. */
const TARGET_KBIT = 300;
const FREEZE_MS = 500;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const stage = new Stage();
const noteConnections = async (page: Page) => {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    Object.assign(window, { __connections: made });
    window.RTCPeerConnection = new Proxy(RTCPeerConnection, {
      construct: (target, args) => {
        const connection = Reflect.construct(target, args) as RTCPeerConnection;
        made.push(connection);
        return connection;
      },
    });
  });
};
const hosts = [
  await stage.staff(product, clinic.slug, 0, product.url, noteConnections),
  await stage.staff(product, clinic.slug, 1, product.url, noteConnections),
  await stage.staff(product, clinic.slug, 2, product.url, noteConnections),
];
const caller = await stage.patient("Mesh", undefined, noteConnections);
await caller.enters(clinic.link);
for (const host of hosts) {
  await host.joins(caller.name);
  await host.seesVideoOf(caller.name);
}
const pages = [caller.page, ...hosts.map((host) => host.page)];
await pause(10_000);
await Promise.all(pages.map(arm));
const before = await Promise.all(pages.map(received));
await pause(SECONDS * 1_000);
const after = await Promise.all(pages.map(received));
const shares = after.flatMap((links, page) => links.map((bytes, link) => ((bytes - (before[page]?.[link] ?? 0)) * 8) / 1000 / SECONDS / TARGET_KBIT)).map((share) => share * 100);
const freezes = (await Promise.all(pages.map(framesOf)))
  .map((frames) => frames.filter((at, i) => i > 0 && at - (frames[i - 1] ?? at) > FREEZE_MS).length)
  .reduce((sum, each) => sum + each, 0);
await stage.close();
await product.stop();
report({
  bench: "mesh",
  unit: "% of the target rate, by link",
  samples: shares,
  goal: "every link ≥ 95, no freeze",
  holds: () => Math.min(...shares) >= 95 && freezes === 0,
  min: Math.round(Math.min(...shares)),
  links: shares.length,
  freezes,
});

/** Bytes of pictures received so far, by living connection. */
function received(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const totals: number[] = [];
    for (const connection of (window as unknown as { __connections: RTCPeerConnection[] }).__connections) {
      if (connection.connectionState !== "connected") continue;
      let bytes = 0;
      for (const stat of (await connection.getStats()).values()) if (stat.type === "inbound-rtp" && stat.kind === "video") bytes += stat.bytesReceived;
      totals.push(bytes);
    }
    return totals;
  });
}
