import type { Page } from "@playwright/test";
import type { Person } from "../../../web/src/media/media-session.contract.ts";
import type { OwnSeat, Peer } from "../../../web/src/media/session.ts";
import { NO_RELAY } from "./stage.ts";

/** A person of the contract who sits in a real page. */
export function personIn(page: Page, seatId: string): Person {
  return {
    seatId,
    warm: (other, lifeMs = 30_000) => page.evaluate((grant) => window.person.session().warm(grant), { seatId: other, ice: NO_RELAY, lifeMs }),
    cool: (other) => page.evaluate((seat) => window.person.session().cool(seat), other),
    async setPeers(peers, own) {
      await page.evaluate(([list, self]) => window.person.setPeers(list, self), [peers, own] as [readonly Peer[], OwnSeat | undefined]);
    },
    join: () => page.evaluate(() => window.person.session().join()),
    leave: () => page.evaluate(() => window.person.session().leave()),
    setMicrophone: (on) => page.evaluate((value) => window.person.session().setMicrophone(value), on),
    setCamera: (on) => page.evaluate((value) => window.person.session().setCamera(value), on),
    chooseCamera: (deviceId) => page.evaluate((value) => window.person.session().chooseCamera(value), deviceId),
    async startScreenShare() {
      // The browser opens its chooser only right after a touch.
      await page.mouse.click(2, 2);
      return page.evaluate(() => window.person.session().startScreenShare());
    },
    stopScreenShare: () => page.evaluate(() => window.person.session().stopScreenShare()),
    sendMessage: (text) => page.evaluate((value) => window.person.session().sendMessage(value), text),
    look: () => page.evaluate(() => window.person.snapshot()),
    framesOf: (other, picture) => page.evaluate(([seat, kind]) => window.person.frames(seat, kind), [other, picture] as const),
    mediaBytesSent: async () => (await page.evaluate(() => window.person.sent())).rtpBytes,
  };
}
