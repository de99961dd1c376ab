import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createHmac } from "node:crypto";
import { createSocket } from "node:dgram";
import { existsSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { createUdpRelay } from "../bench/src/udp-relay.ts";
import { eventually, mediaPromises, pause, peer } from "../web/src/media/media-session.contract.ts";
import type { Person, Stage } from "../web/src/media/media-session.contract.ts";
import { launchChromium } from "./support/chromium.ts";
import { personIn } from "./support/media/person.ts";
import { MediaStage } from "./support/media/stage.ts";

const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({}, use) => {
      // Three cameras, because the second of Chromium's fake ones measures depth and has no picture.
      const browser = await launchChromium("allow", ["--use-fake-device-for-media-stream=device-count=3,fps=20", "--auto-select-desktop-capture-source=Entire screen"]);
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
});

test.describe("direct media keeps the promises of every media session", () => {
  for (const { promise, tell } of mediaPromises) {
    test(promise, async ({ browser }) => {
      await on(new MediaStage(), browser, (stage) => tell(stage));
    });
  }
});

test.describe("direct media in bad weather", () => {
  test("a dead path is replaced while the call goes on", async ({ browser }) => {
    const relay = createUdpRelay();
    await on(new MediaStage({ relay }), browser, async (stage, media) => {
      const [ada, bo] = await meet(stage);
      await moves(ada, bo);
      expect(relay.counts().passed, "media takes the way that is going to be cut").toBeGreaterThan(50);

      relay.cutPaths();
      await eventually("it is said", async () => (await ada.look()).others[0]?.quality === "reconnecting");
      expect((await ada.look()).others[0]?.camera, "the last frame stays").toBe(true);
      await moves(ada, bo);
      await moves(bo, ada);
      await eventually("all is well again", async () => (await ada.look()).others[0]?.quality === "good");
      expect(media.iceAsked, "relay credentials are renewed before a new path is looked for").toBeGreaterThan(0);
    });
    relay.close();
  });

  test("a dead path is replaced while a link is only warm, by the settings of its grant: nobody there may ask for others", async ({ browser }) => {
    const relay = createUdpRelay();
    await on(new MediaStage({ relay }), browser, async (stage, media) => {
      const ada = await stage.enter("seat-a");
      const bo = await stage.enter("seat-b");
      await Promise.all([ada.warm("seat-b"), bo.warm("seat-a")]);
      for (const one of [ada, bo]) await eventually("it is warm", async () => (await one.look()).warm[0]?.ready === true);
      relay.cutPaths();
      await pause(4_000);
      expect(media.iceAsked).toBe(0);
      await Promise.all([join(ada, bo), join(bo, ada)]);
      await moves(ada, bo);
      await moves(bo, ada);
    });
    relay.close();
  });

  test("without a way to signal, a call goes on, and it heals its path once signals pass again", async ({ browser }) => {
    const relay = createUdpRelay();
    await on(new MediaStage({ relay }), browser, async (stage, media) => {
      const [ada, bo] = await meet(stage);
      await moves(ada, bo);

      await signalling(media, false);
      await moves(ada, bo);
      relay.cutPaths();
      await pause(2_500);
      expect((await ada.look()).others[0]?.quality).toBe("reconnecting");
      await signalling(media, true);
      await moves(ada, bo);
      await moves(bo, ada);
    });
    relay.close();
  });

  test("a call begins although the first signals are lost", async ({ browser }) => {
    await on(new MediaStage(), browser, async (stage, media) => {
      let lost = 0;
      media.passes = () => {
        lost += 1;
        return lost > 6;
      };
      const [ada, bo] = await meet(stage);
      await moves(ada, bo);
      await moves(bo, ada);
      expect(lost).toBeGreaterThan(6);
    });
  });

  test("both looking for a new path at once find one", async ({ browser }) => {
    await on(new MediaStage(), browser, async (stage, media) => {
      const [ada, bo] = await meet(stage);
      await moves(ada, bo);
      for (let round = 0; round < 3; round += 1) {
        await Promise.all([...media.pages.values()].map((page) => page.evaluate(() => window.dispatchEvent(new Event("online")))));
        await pause(300);
      }
      await moves(ada, bo);
      await moves(bo, ada);
      await eventually("all is well", async () => (await ada.look()).others[0]?.quality === "good");
    });
  });

  test("on a long way nobody is said to share a screen before they say so themselves", async ({ browser }) => {
    const relay = createUdpRelay({ delayMs: 400 });
    await on(new MediaStage({ relay }), browser, async (stage) => {
      const [ada, bo] = await meet(stage);
      const seen: boolean[] = [];
      await eventually("both have said how they are", async () => {
        const others = [...(await ada.look()).others, ...(await bo.look()).others];
        seen.push(...others.map(({ sharing }) => sharing));
        return others.length === 2 && others.every(({ told }) => told);
      });
      expect(seen).not.toContain(true);
    });
    relay.close();
  });

  test("five in a hundred packets lost and a long way: still a picture", async ({ browser }) => {
    const relay = createUdpRelay({ delayMs: 75, lossPercent: 5 });
    await on(new MediaStage({ relay }), browser, async (stage) => {
      const [ada, bo] = await meet(stage);
      await moves(ada, bo);
      await pause(4_000);
      const [other] = (await ada.look()).others;
      expect(other?.figures?.rttMs, "figures tell the way").toBeGreaterThan(120);
      expect(relay.counts().lost, "packets were lost on it").toBeGreaterThan(10);
      expect(other?.quality, "and no false alarm").not.toBe("reconnecting");
    });
    relay.close();
  });

  // Seen failing at the last run, after the change of who offers a new path: not proven until it is green again.
  test("relay only: media passes a real coturn and no other candidate is used", async ({ browser }) => {
    test.skip(!existsSync("/usr/bin/turnserver"), "coturn is not installed");
    const turn = await startCoturn();
    try {
      const ice = { iceServers: [turn.server], relayOnly: true, expiresAt: Date.now() + 120_000 };
      const media = new MediaStage({ ice });
      const types = new Set<string>();
      media.passes = (_from, _to, { candidate }) => {
        const type = / typ (\w+)/.exec(candidate?.candidate ?? "")?.[1];
        if (type) types.add(type);
        return true;
      };
      await on(media, browser, async (stage) => {
        const [ada, bo] = await meet(stage);
        await moves(ada, bo);
        await moves(bo, ada);
        await eventually("the route is told", async () => (await ada.look()).route === "relay" && (await bo.look()).route === "relay");
      });
      expect([...types]).toEqual(["relay"]);
    } finally {
      turn.stop();
    }
  });
});

async function on(media: MediaStage, browser: Browser, story: (stage: Stage, media: MediaStage) => Promise<void>): Promise<void> {
  try {
    await story(
      {
        async enter(seatId, options) {
          return personIn(await media.enter(browser, seatId, options), seatId);
        },
        reload: ({ seatId }) => media.reload(seatId),
      },
      media,
    );
    for (const page of media.pages.values()) expect(await page.evaluate(() => window.person.faults)).toEqual([]);
  } finally {
    await media.close();
  }
}

async function meet(stage: Stage): Promise<[Person, Person]> {
  const ada = await stage.enter("seat-a");
  const bo = await stage.enter("seat-b");
  await Promise.all([join(ada, bo), join(bo, ada)]);
  return [ada, bo];
}

async function join(one: Person, other: Person): Promise<void> {
  await one.setPeers([peer(other.seatId)], { held: false, epoch: 1 });
  await one.join();
}

async function moves(watcher: Person, watched: Person): Promise<void> {
  const before = await watcher.framesOf(watched.seatId, "camera");
  await eventually(`${watcher.seatId} sees ${watched.seatId} move`, async () => (await watcher.framesOf(watched.seatId, "camera")) > before + 10);
}

async function signalling(media: MediaStage, connected: boolean): Promise<void> {
  await Promise.all([...media.pages.values()].map((page) => page.evaluate((value) => window.person.signalling(value), connected)));
}

async function startCoturn(): Promise<{ server: { urls: string[]; username: string; credential: string }; stop(): void }> {
  const secret = "of-this-test-only";
  const port = await freePort();
  const coturn: ChildProcess = spawn(
    "turnserver",
    [
      "-n",
      "--listening-ip=127.0.0.1",
      "--relay-ip=127.0.0.1",
      `--listening-port=${port}`,
      "--no-tls",
      "--no-dtls",
      "--use-auth-secret",
      `--static-auth-secret=${secret}`,
      "--realm=test",
      "--no-cli",
      "--allow-loopback-peers",
      "--log-file=stdout",
      "--pidfile=",
    ],
    { stdio: "ignore" },
  );
  await answersStun(port, coturn);
  // Time-limited credentials: the name is the end of their life, the password its HMAC (draft-uberti-behave-turn-rest).
  const username = `${Math.floor(Date.now() / 1_000) + 120}:seat`;
  const credential = createHmac("sha1", secret).update(username).digest("base64");
  return {
    server: { urls: [`turn:127.0.0.1:${port}?transport=udp`], username, credential },
    stop: () => coturn.kill("SIGKILL"),
  };
}

/** Asks (STUN binding request, RFC 8489) until it answers: coturn's log does not say when it listens. */
async function answersStun(port: number, coturn: ChildProcess): Promise<void> {
  const socket = createSocket("udp4");
  let answered = false;
  socket.on("message", () => {
    answered = true;
  });
  const request = Buffer.concat([Buffer.from("000100002112a442", "hex"), Buffer.from("anteroom-one")]);
  await eventually("coturn answers", async () => {
    if (coturn.exitCode !== null) throw new Error(`coturn ended with ${coturn.exitCode}`);
    socket.send(request, port, "127.0.0.1");
    await pause(50);
    return answered;
  });
  socket.close();
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
