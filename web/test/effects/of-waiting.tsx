import { screen, waitFor } from "@testing-library/react";
import { expect } from "vitest";
import { clinicOf, surroundingsOf, visitOf } from "../patient/stage.tsx";
import { enters } from "../patient/way.tsx";
import type { Effects, SettingOnPages } from "./table.ts";

const texts = (change: object) => ({ closed: {}, switchedOff: {}, importantInformation: {}, waiting: {}, consent: {}, ...change });
const MINUTE_MS = 60_000;
const heardIn = async (clinic: Parameters<typeof enters>[1]) => {
  const { world } = await enters(surroundingsOf(), clinic);
  await screen.findByTestId("waiting");
  await waitFor(() => expect(world.music.heard.length).toBeGreaterThan(0)).catch(() => {});
  return world.music.heard;
};
/** A message for those who have waited five minutes, seen by somebody who has waited so long. */
async function afterMinutes(minutes: number) {
  const { tell } = await enters();
  const waitingMessages = [{ afterMinutes: 5, text: { en: "Thank you for waiting." } }];
  await tell(visitOf({ enteredAt: Date.now() - minutes * MINUTE_MS - 5_000, clinic: clinicOf({ waitingMessages }) }));
  await screen.findByTestId("waiting");
}
/** The goodbye page of a visit that was completed. */
async function isSeen(clinic: Parameters<typeof clinicOf>[0]) {
  const { tell } = await enters(surroundingsOf(), clinic);
  await tell(visitOf({ state: "ended", seat: null, endReason: "completed" }));
  await screen.findByTestId("goodbye");
}

/** From the queue to the goodbye. */
export const ofWaiting = {
  importantInformation: {
    "is read before the waiting room, in line already": async () => {
      const { user } = await enters(surroundingsOf(), { texts: texts({ importantInformation: { en: "Sit somewhere quiet." } }) });
      expect(screen.getByText("Sit somewhere quiet.")).toBeVisible();
      expect(screen.queryByTestId("waiting")).toBeNull();
      await user.click(screen.getByRole("button", { name: "Continue" }));
      expect(await screen.findByTestId("waiting")).toBeVisible();
    },
    "without it nothing stands in between": async () => {
      await enters();
      expect(await screen.findByTestId("waiting")).toBeVisible();
    },
  },
  waitingText: {
    "stands in the waiting room": async () => {
      await enters(surroundingsOf(), { texts: texts({ waiting: { en: "There is tea." } }) });
      expect(await screen.findByText("There is tea.")).toBeVisible();
    },
  },
  waitingContent: {
    "stands under the waiting room, with its words": async () => {
      const { tell } = await enters();
      const picture = { kind: "picture", file: "a".repeat(64), width: 1280, height: 640, alt: "The green door" } as const;
      await tell(visitOf({ waitingContent: { language: "en", items: [picture] } }));
      expect(await screen.findByRole("img", { name: "The green door" })).toBeVisible();
    },
    "without any there is no place for it": async () => {
      await enters();
      await screen.findByTestId("waiting");
      expect(screen.queryByRole("region", { name: /From the clinic/ })).toBeNull();
    },
  },
  offlineQueue: {
    "offered, a caller may ask to be texted": async () => {
      const { tell } = await enters();
      await tell(visitOf({ textMe: { on: false, ending: "" } }));
      expect(await screen.findByRole("button", { name: "Text me when it is my turn" })).toBeVisible();
    },
    "not offered, the page is to be kept open": async () => {
      await enters();
      expect(await screen.findByText(/^Keep this page open/)).toBeVisible();
      expect(screen.queryByRole("button", { name: "Text me when it is my turn" })).toBeNull();
    },
  },
  waitingMessages: {
    "are said after their minutes": async () => {
      await afterMinutes(5);
      expect(screen.getByText("Thank you for waiting.").closest("[aria-live]")).toHaveAttribute("aria-live", "polite");
    },
    "and not before": async () => {
      await afterMinutes(4);
      expect(screen.queryByText("Thank you for waiting.")).toBeNull();
    },
  },
  music: {
    "begins with the piece that the clinic chose": async () => expect((await heardIn({ music: "sea" })).slice(0, 2)).toEqual(["suggest sea", "begin"]),
    "off, nothing plays and nothing can be chosen": async () => {
      expect(await heardIn({ music: "off" })).toEqual([]);
      expect(screen.queryByRole("button", { name: "Choose music" })).toBeNull();
    },
  },
  ownMusic: {
    "plays where it was chosen": async () =>
      expect((await heardIn({ music: "own", ownMusic: { title: "Harp", address: "/api/public/clinics/cardiology/music/1" } })).slice(0, 2)).toEqual(["suggest Harp", "begin"]),
  },
  muteWhileWaiting: {
    "on, callers may mute": async () => {
      await enters();
      expect(await screen.findByRole("button", { name: "Mute" })).toBeVisible();
    },
    "off, there is no such switch": async () => {
      await enters(surroundingsOf(), { muteWhileWaiting: false });
      expect(await screen.findByRole("button", { name: "Stop camera" })).toBeVisible();
      expect(screen.queryByRole("button", { name: "Mute" })).toBeNull();
    },
  },
  showPosition: {
    "on, callers read their place": async () => {
      const { tell } = await enters();
      await tell(visitOf({ peopleAhead: 2 }));
      expect(await screen.findByText("3rd")).toBeVisible();
    },
    "off, nothing tells it, nor is it read out": async () => {
      const { tell } = await enters();
      await tell(visitOf({ peopleAhead: null }));
      await screen.findByTestId("waiting");
      expect(screen.queryByText("Your place in line")).toBeNull();
      expect(screen.getByText("Likely wait")).toBeVisible();
    },
  },
  showEstimate: {
    "on, callers read the likely wait": async () => {
      const { tell } = await enters();
      await tell(visitOf({ estimateMinutes: 15 }));
      expect(await screen.findByText("15 min")).toBeVisible();
    },
    "off, nothing tells it": async () => {
      const { tell } = await enters();
      await tell(visitOf({ estimateMinutes: null }));
      await screen.findByTestId("waiting");
      expect(screen.queryByText("Likely wait")).toBeNull();
      expect(screen.getByText("Your place in line")).toBeVisible();
    },
  },
  surveyUrl: {
    "is offered when the visit is done": async () => {
      await isSeen({ surveyUrl: "https://survey.example/7" });
      expect(screen.getByRole("link", { name: /Tell us how it went.*survey\.example/ })).toHaveAttribute("href", "https://survey.example/7");
    },
  },
  onwardUrl: {
    "is the way on when the visit is done": async () => {
      await isSeen({ onwardUrl: "https://clinic.example/after" });
      expect(screen.getByRole("link", { name: /Go on.*clinic\.example/ })).toHaveAttribute("href", "https://clinic.example/after");
    },
  },
} satisfies Partial<Record<SettingOnPages, Effects>>;
