import { existsSync } from "node:fs";
import { chromium, type Browser } from "@playwright/test";

/** Debian's Chromium first; another one by CHROMIUM_PATH. */
export function chromiumPath(): string {
  const found = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
  if (!found) throw new Error("Chromium is missing. As root: apt-get install -y chromium");
  return found;
}

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const media = [
  "--use-fake-device-for-media-stream=fps=30",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  "--allow-loopback-in-peer-connection",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
];

export type DevicesAnswer = "allow" | "deny";

/** A browser with a moving fake camera whose permission question is answered as told. */
export function launchChromium(devices: DevicesAnswer = "allow", more: readonly string[] = []): Promise<Browser> {
  const answer = devices === "allow" ? "--use-fake-ui-for-media-stream" : "--use-fake-ui-for-media-stream=deny";
  return chromium.launch({ executablePath: chromiumPath(), args: [...quiet, ...media, answer, ...more] });
}
