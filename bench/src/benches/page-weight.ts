import { Product } from "../../../e2e/support/product.ts";
import { launchChromium } from "../../../e2e/support/chromium.ts";
import { Patient } from "../../../e2e/support/people.ts";
import { knowNames } from "../support/first-frame.ts";
import { report } from "../support/report.ts";
import { Client, signIn } from "../support/http.ts";

/** Bytes on the wire (brotli bodies, as Chromium received them) from an empty cache: to be in the queue, and to be in a direct call. */
const KB = 1_000;

const product = await Product.start();
const clinic = product.demo.clinics[0]!;
const browser = await launchChromium();
const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
await knowNames(page);
const cdp = await page.context().newCDPSession(page);
await cdp.send("Network.enable");
const files = new Map<string, { url: string; bytes: number }>();
cdp.on("Network.responseReceived", ({ requestId, response }) => files.set(requestId, { url: response.url, bytes: 0 }));
cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
  const file = files.get(requestId);
  if (file) file.bytes = encodedDataLength;
});
const code = () => [...files.values()].filter(({ url }) => url.startsWith("http") && !new URL(url).pathname.startsWith("/api/"));
const total = () => code().reduce((sum, { bytes }) => sum + bytes, 0) / KB;

const caller = new Patient(page, "Weight");
let atEntry = Number.NaN;
page.on("response", (response) => {
  // What is needed to be in the queue: everything that had been asked for when the place was given.
  if (response.request().method() === "POST" && response.url().endsWith("/visits")) atEntry = total();
});
await caller.enters(clinic.link);
await page.waitForTimeout(500);
const inQueue = Number.isNaN(atEntry) ? total() : atEntry;

const member = product.person(clinic.slug);
const staff = new Client(product.url, "127.0.0.1");
await signIn(staff, member.email, member.password);
const host = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
await knowNames(host);
await host.context().addCookies(staff.cookie.split("; ").map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url: product.url })));
await host.goto(`${product.url}/clinics/${clinic.slug}`);
await host.getByRole("row", { name: caller.name }).getByRole("button", { name: /^Join/ }).click();
await caller.seesVideoOf(member.name);
const inCall = total();
const list = code().map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`);
await browser.close();
await product.stop();
report({ bench: "page-weight", part: "in the queue", unit: "KB", samples: [inQueue], goal: "≤ 90", holds: (f) => f.p50 <= 90 });
report({ bench: "page-weight", part: "in a direct call", unit: "KB", samples: [inCall], goal: "≤ 120", holds: (f) => f.p50 <= 120, files: list });
