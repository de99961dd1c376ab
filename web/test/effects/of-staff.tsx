import type { ClinicPage } from "@anteroom/core/protocol";
import type { EntryField, VideoQuality } from "@anteroom/core/settings";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, vi } from "vitest";
import { fakeTrack } from "../../src/media/fake/fake-stream.ts";

import { callOf, drNair, leila } from "../call/call-view.ts";
import { showPatientCall, showStaffCall } from "../call/show-call.tsx";
import { surroundingsOf, visitOf } from "../patient/stage.tsx";
import { enters } from "../patient/way.tsx";
import { CARDIOLOGY_PAGE, DOROTHY, MARSH, NAIR } from "../staff/fake-people.ts";
import { givePageASize, rowOf, show } from "../staff/show.tsx";
import type { Effects, SettingOnPages } from "./table.ts";

/** The waiting area of a clinic like this, with Dorothy in it. */
async function waitingArea(change: Partial<ClinicPage>, row = DOROTHY) {
  givePageASize();
  const page = show("/clinics/cardiology", { answers: { "GET /api/clinics/{slug}": () => ({ ...CARDIOLOGY_PAGE, ...change }) }, before: (fakes) => fakes.showCallers(row) });
  await rowOf("Dorothy Finch");
  return page;
}
const joins = async () => userEvent.click(within(await rowOf("Dorothy Finch")).getByRole("button", { name: "Join Dorothy Finch" }));
const joined = (commands: () => readonly { key: string }[]) => commands().filter(({ key }) => key === "POST /api/visits/{visitId}/join");

/** What everybody is told with one press. */
async function lateWords(lateText: Record<string, string>): Promise<unknown> {
  const { commands } = await waitingArea({ mainLanguage: "en", lateText });
  await userEvent.click(screen.getByRole("button", { name: "Message all" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "We are running late" }));
  await waitFor(() => expect(commands()).toHaveLength(1));
  return commands()[0]?.body;
}
async function sharedWords(change: Partial<ClinicPage>): Promise<string> {
  await waitingArea(change);
  await userEvent.click(screen.getAllByRole("button", { name: "QR code" })[0]!);
  return (await screen.findByLabelText<HTMLTextAreaElement>("Text or e-mail this link")).value;
}
/** What the camera is asked for in a call of a clinic that wants pictures like these. */
async function asksCamera(videoQuality: VideoQuality): Promise<unknown> {
  localStorage.clear();
  const { session, becomes } = await showPatientCall(callOf(leila, [drNair]));
  const cameraTrack = Object.assign(fakeTrack("video"), { applyConstraints: vi.fn(async () => {}) });
  await act(async () => session.local.simulate({ cameraTrack }));
  await becomes(callOf(leila, [drNair], { videoQuality }));
  return cameraTrack.applyConstraints.mock.calls.at(-1);
}
const corner = () => document.querySelector(".tiles")?.className;

const field = (change: Partial<EntryField>): EntryField => ({
  id: "asked",
  kind: "text",
  label: { en: "Asked" },
  help: {},
  required: false,
  audience: "caller",
  options: [],
  shownAsColumn: true,
  ...change,
});
const columns = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent);
async function opensDetails(entryField: EntryField, answer = "") {
  await waitingArea({ entryFields: [entryField] }, { ...DOROTHY, fields: { asked: answer } });
  await userEvent.click(within(await rowOf("Dorothy Finch")).getByRole("button", { name: "More actions for Dorothy Finch" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Details" }));
  return screen.findByRole("button", { name: "Edit details" });
}
const options = [
  { value: "nair", label: { en: "Dr Nair" } },
  { value: "marsh", label: { en: "Dr Marsh" } },
];

/** Fields as staff see them; the form of callers has lines of its own. */
export const fieldsOfStaff: Effects = {
  "one that is a column stands in the list": async () => {
    await waitingArea({ entryFields: [field({})] }, { ...DOROTHY, fields: { asked: "Chest pain" } });
    expect(columns()).toContain("Asked");
    expect(within(await rowOf("Dorothy Finch")).getByText("Chest pain")).toBeVisible();
  },
  "one that is none does not": async () => {
    await waitingArea({ entryFields: [field({ shownAsColumn: false })] }, { ...DOROTHY, fields: { asked: "Chest pain" } });
    expect(columns()).not.toContain("Asked");
    expect(within(await rowOf("Dorothy Finch")).queryByText("Chest pain")).toBeNull();
  },
  "one that is no column is read in the details": async () => {
    await opensDetails(field({ shownAsColumn: false }), "Chest pain");
    expect(screen.getByText("Chest pain")).toBeVisible();
  },
  "one for providers is filled in by them": async () => {
    await userEvent.click(await opensDetails(field({ audience: "provider" })));
    expect(screen.getByLabelText(/^Asked/)).toBeVisible();
  },
  "what was ticked is read in words, and ticked anew": async () => {
    await userEvent.click(await opensDetails(field({ kind: "choices", options }), "nair"));
    await userEvent.click(screen.getByRole("checkbox", { name: "Dr Marsh" }));
    expect(screen.getByRole("checkbox", { name: "Dr Nair" })).toBeChecked();
    expect(screen.getByRole("checkbox", { name: "Dr Marsh" })).toBeChecked();
  },
};

/** Who asked to be phoned, since the clinic's check did not let them in. */
export const checkOfStaff: Effects = {
  "staff read on the row who asked to be phoned": async () => {
    await waitingArea({}, { ...DOROTHY, phoneMe: true });
    expect(within(await rowOf("Dorothy Finch")).getByText("Asks to be phoned")).toBeVisible();
  },
  "who asked reads in the waiting room that the clinic will phone": async () => {
    const { tell } = await enters();
    await tell(visitOf({ phoneMe: true }));
    expect(await screen.findByText(/It will phone the number that ends in 482/)).toBeVisible();
  },
};

/** The waiting area and the call. */
export const ofStaff = {
  escalationPeople: {
    "whoever is alerted reads it on their page": async () => {
      await waitingArea({}, { ...DOROTHY, escalatedTo: NAIR.id });
      expect(screen.getByText(/^Dorothy Finch has waited .* nobody has opened the row yet/)).toBeVisible();
    },
    "a colleague does not": async () => {
      await waitingArea({}, { ...DOROTHY, escalatedTo: MARSH.personId });
      expect(screen.queryByText(/nobody has opened the row yet/)).toBeNull();
    },
  },
  lateText: {
    "is said with one press": async () => expect(await lateWords({ en: "Half an hour late." })).toEqual({ text: "Half an hour late." }),
    "without it the product has words": async () => expect(await lateWords({})).toEqual({ text: "We are running late. Please stay; you keep your place." }),
  },
  confirmCallEntry: {
    "on, host and guest are named before anybody joins": async () => {
      const { commands } = await waitingArea({ confirmCallEntry: true });
      await joins();
      expect(await screen.findByText(/are the host. Dorothy Finch is the guest./)).toBeVisible();
      expect(joined(commands)).toEqual([]);
    },
    "off, one press joins": async () => {
      const { commands } = await waitingArea({ confirmCallEntry: false });
      await joins();
      await waitFor(() => expect(joined(commands)).toHaveLength(1));
    },
  },
  identifierCheck: {
    "on, two things must agree first": async () => {
      const { commands } = await waitingArea({ identifierCheck: true });
      await joins();
      const dialog = within(await screen.findByRole("dialog", { name: "Is this Dorothy Finch?" }));
      const [first, second] = dialog.getAllByRole("checkbox");
      await userEvent.click(first!);
      await userEvent.click(dialog.getByRole("button", { name: "Join Dorothy Finch" }));
      expect(dialog.getByText("Tick at least two.")).toBeVisible();
      expect(joined(commands)).toEqual([]);
      await userEvent.click(second!);
      await userEvent.click(dialog.getByRole("button", { name: "Join Dorothy Finch" }));
      await waitFor(() => expect(joined(commands)).toMatchObject([{ body: { identifiedBy: ["name", "phone"] } }]));
    },
    "off, one press joins": async () => {
      const { commands } = await waitingArea({ identifierCheck: false });
      await joins();
      await waitFor(() => expect(joined(commands)).toHaveLength(1));
    },
  },
  callLock: {
    "on, hosts may lock the call": async () => {
      await showStaffCall(callOf(drNair, [leila], { lockOffered: true }));
      await userEvent.click(screen.getByRole("button", { name: /^People/ }));
      expect(screen.getByRole("switch", { name: /Lock call/ })).toBeVisible();
    },
    "off, they are not offered to": async () => {
      await showStaffCall(callOf(drNair, [leila], { lockOffered: false }));
      await userEvent.click(screen.getByRole("button", { name: /^People/ }));
      expect(screen.queryByRole("switch", { name: /Lock call/ })).toBeNull();
    },
  },
  twoWayMessages: {
    "on, callers may write": async () => {
      const { tell } = await enters(surroundingsOf());
      await tell(visitOf({ mayWrite: true }));
      expect(await screen.findByRole("button", { name: "Write to the clinic" })).toBeVisible();
    },
    "off, they may not": async () => {
      const { tell } = await enters(surroundingsOf());
      await tell(visitOf({ mayWrite: false }));
      await screen.findByTestId("waiting");
      expect(screen.queryByRole("button", { name: "Write to the clinic" })).toBeNull();
    },
    "off, staff read that nobody can answer": async () => {
      await waitingArea({ twoWayMessages: false });
      await userEvent.click(within(await rowOf("Dorothy Finch")).getByRole("button", { name: "Message Dorothy Finch" }));
      expect(await screen.findByText("The caller reads it and cannot answer.")).toBeVisible();
    },
  },
  shareText: {
    "goes with the link, with the clinic's name and address in it": async () =>
      expect(await sharedWords({ mainLanguage: "en", shareText: { en: "Come to {clinic}: {link}" } })).toBe(
        "Come to Cardiology Outpatients: https://anteroom.example/c/cardiology",
      ),
    "goes out with no other link beside the clinic's": async () => {
      await sharedWords({ mainLanguage: "en", shareText: { en: "Come: {link}" } });
      await userEvent.type(screen.getByLabelText("Text or e-mail this link"), " and pay at evil.example/now");
      expect(screen.getByText(/^“evil.example\/now” leads somewhere else/)).toBeVisible();
      await userEvent.click(screen.getByRole("button", { name: "Send from here" }));
      expect(screen.getByText("Please mend the text above first.")).toBeVisible();
    },
    "without it the product has words": async () =>
      expect(await sharedWords({ mainLanguage: "en", shareText: {} })).toMatch(/^Please join your video call with Cardiology Outpatients here:/),
  },
  ownPictureSize: {
    "is that of one's own picture when a call begins": async () => {
      await showPatientCall(callOf(leila, [drNair], { ownPictureSize: "large" }));
      expect(corner()).toContain("own-large");
    },
    "is the same for hosts": async () => {
      await showStaffCall(callOf(drNair, [leila], { ownPictureSize: "small" }));
      expect(corner()).toContain("own-small");
    },
  },
  videoQuality: {
    "low asks the camera for a small picture": async () => expect(await asksCamera("low")).toMatchObject([{ height: { ideal: 180 } }]),
    "balanced asks for a middling one": async () => expect(await asksCamera("balanced")).toMatchObject([{ height: { ideal: 360 } }]),
    "sharp leaves the camera as it is": async () => expect(await asksCamera("sharp")).toBeUndefined(),
  },
} satisfies Partial<Record<SettingOnPages, Effects>>;
