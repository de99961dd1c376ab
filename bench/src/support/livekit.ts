import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import http from "node:http";
import { homedir } from "node:os";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { AccessToken } from "livekit-server-sdk";
import { knowNames, useSmallCamera } from "./first-frame.ts";
import { freePort } from "../../../e2e/support/product.ts";

const VERSION = "v1.13.5";
const KEY = "bench";
const SECRET = "a-secret-of-the-benchmark-alone-32-chars";

/** The pinned LiveKit server, built once with Go into the user's cache; null where Go is missing. */
function livekitBinary(): string | null {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "anteroom", `livekit-${VERSION}`);
  const binary = join(cache, "server");
  if (existsSync(binary)) return binary;
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
  } catch {
    return null;
  }
  process.stderr.write(`Building LiveKit ${VERSION} once (about two minutes)…\n`);
  mkdirSync(cache, { recursive: true });
  execFileSync("go", ["install", `github.com/livekit/livekit-server/cmd/server@${VERSION}`], {
    env: { ...process.env, CGO_ENABLED: "0", GOBIN: cache },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return binary;
}

/** Milliseconds from `connect` to the first frame of somebody who publishes already, as an ordinary LiveKit page does it. */
export async function livekitFirstFrames(publisher: Browser, viewer: Browser, runs: number): Promise<number[] | null> {
  const binary = livekitBinary();
  if (!binary) return null;
  const [port, udpPort, tcpPort] = [await freePort(), await freePort(), await freePort()];
  const config = `{"port": ${port}, "bind_addresses": ["127.0.0.1"], "rtc": {"udp_port": ${udpPort}, "tcp_port": ${tcpPort}, "node_ip": "127.0.0.1", "use_external_ip": false, "interfaces": {"includes": ["lo"]}, "enable_loopback_candidate": true}, "keys": {"${KEY}": "${SECRET}"}, "logging": {"level": "error"}}`;
  const server: ChildProcess = spawn(binary, ["--config-body", config], { stdio: ["ignore", "ignore", "inherit"] });
  const site = await page();
  try {
    await answers(port);
    const token = async (identity: string) => {
      const grant = new AccessToken(KEY, SECRET, { identity });
      grant.addGrant({ roomJoin: true, room: "bench" });
      return grant.toJwt();
    };
    const stage = async (browser: Browser) => {
      const opened = await (await browser.newContext()).newPage();
      await knowNames(opened);
      await opened.addInitScript(useSmallCamera);
      await opened.goto(site.url);
      return opened;
    };
    const first = await stage(publisher);
    await first.evaluate(`publish("ws://127.0.0.1:${port}", ${JSON.stringify(await token("publisher"))})`);
    const samples: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const second = await stage(viewer);
      const took = (await second.evaluate(`firstFrame("ws://127.0.0.1:${port}", ${JSON.stringify(await token(`viewer-${run}`))})`)) as number;
      if (run > 0) samples.push(took);
      await second.context().close();
    }
    await first.context().close();
    return samples;
  } finally {
    site.close();
    // A polite signal waits for its rooms to empty.
    server.kill("SIGKILL");
  }
}

const SCRIPT = `
async function publish(url, token) {
  const room = new LivekitClient.Room({ adaptiveStream: true, dynacast: true });
  await room.connect(url, token);
  await room.localParticipant.setCameraEnabled(true);
  await room.localParticipant.setMicrophoneEnabled(true);
}
async function firstFrame(url, token) {
  const room = new LivekitClient.Room({ adaptiveStream: true, dynacast: true });
  const began = performance.now();
  const seen = new Promise((resolve) => room.on("trackSubscribed", (track) => {
    if (track.kind !== "video") return;
    const video = track.attach();
    video.style.width = "640px";
    document.body.append(video);
    video.requestVideoFrameCallback(() => resolve(performance.now() - began));
  }));
  await room.connect(url, token);
  return seen;
}`;

async function page(): Promise<{ url: string; close: () => void }> {
  const client = readFileSync(createRequire(import.meta.url).resolve("livekit-client"));
  const server = http.createServer((request, response) => {
    if (request.url === "/client.js") response.setHeader("content-type", "text/javascript").end(client);
    else if (request.url === "/page.js") response.setHeader("content-type", "text/javascript").end(SCRIPT);
    else response.setHeader("content-type", "text/html").end('<!doctype html><meta charset="utf-8"><body><script src="/client.js"></script><script src="/page.js"></script>');
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

async function answers(port: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((later) => setTimeout(later, 100)); // not listening yet
    }
  }
  throw new Error("LiveKit did not start within 10 s");
}
