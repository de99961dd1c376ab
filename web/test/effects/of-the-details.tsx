import type { CheckPolicy, EntryField } from "@anteroom/core/settings";
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, vi } from "vitest";
import { createFakeLocalMedia } from "../../src/media/fake/fake-local-media.ts";
import { ENTER, fillsIn, opens } from "../patient/way.tsx";
import { clinicOf, surroundingsOf } from "../patient/stage.tsx";
import type { Effects, SettingOnPages } from "./table.ts";

const field = (kind: EntryField["kind"], more: Partial<EntryField> = {}): EntryField => ({
  id: "asked",
  kind,
  label: { en: "Asked", ar: "السؤال" },
  help: {},
  required: false,
  audience: "caller",
  options: [],
  shownAsColumn: true,
  ...more,
});
const options = [
  { value: "nair", label: { en: "Dr Nair" } },
  { value: "marsh", label: { en: "Dr Marsh" } },
];

/** The form with these fields, everything else filled in. */
async function asks(...entryFields: readonly EntryField[]) {
  const page = await opens({ entryFields });
  await fillsIn(page.user);
  const goesOn = async () => {
    await page.user.click(screen.getByRole("button", { name: "Continue" }));
    return (page.world.sent.find(({ key }) => key === ENTER)?.options.body as { fields: object } | undefined)?.fields;
  };
  return { ...page, goesOn };
}
/** A field into which something is typed, and what is wrong with another. */
const typed = (kind: EntryField["kind"], type: string, right: string, wrong?: [typed: string, said: RegExp]) => async () => {
  const { user, goesOn } = await asks(field(kind));
  const input = screen.getByLabelText(/^Asked/);
  expect(input).toHaveAttribute("type", type);
  if (wrong) {
    await user.type(input, wrong[0]);
    expect(await goesOn()).toBeUndefined();
    expect(input).toHaveAccessibleDescription(wrong[1]);
    await user.clear(input);
  }
  await user.type(input, right);
  expect(await goesOn()).toEqual({ asked: right });
};

/** The form of a clinic with this policy, on a device and a line like these. */
async function checks(checkPolicy: CheckPolicy, device: Device) {
  const local = createFakeLocalMedia({ ...(device === "no camera" && { cameraProblem: "notFound" }), ...(device === "no microphone" && { microphoneProblem: "blocked" }) });
  const world = surroundingsOf(local);
  if (device === "no way to send media") world.surroundings.browser = { ...world.surroundings.browser, canCall: false };
  const kbit = device === "250 kbit/s" ? 250 : device === "100 kbit/s" ? 100 : 5_000;
  vi.stubGlobal("fetch", async () => new Response("x"));
  const timings = vi
    .spyOn(performance, "getEntriesByName")
    .mockReturnValue([{ encodedBodySize: kbit * 125, startTime: 1, responseStart: 1, responseEnd: 1_001 } as PerformanceResourceTiming]);
  try {
    const page = await opens({ checkPolicy }, world);
    await fillsIn(page.user);
    await act(async () => {});
    const isBlocked = screen.queryByText("Your device is not ready for a video call") !== null;
    const isWarned = screen.queryByText(/You can go on without a camera or microphone|Your internet is slow/) !== null;
    await page.user.click(screen.getByRole("button", { name: "Continue" }));
    if (!isBlocked) await waitFor(() => expect(entered(world)).toMatchObject([{ phoneMe: false }]));
    else expect(entered(world)).toEqual([]);
    return { ...page, verdict: isBlocked ? "blocks" : isWarned ? "warns" : "fine" };
  } finally {
    vi.unstubAllGlobals();
    timings.mockRestore();
  }
}
const entered = ({ sent }: ReturnType<typeof surroundingsOf>) => sent.filter(({ key }) => key === ENTER).map(({ options: { body } }) => body);

const devices = ["nothing wrong", "no camera", "no microphone", "no way to send media", "250 kbit/s", "100 kbit/s"] as const;
type Device = (typeof devices)[number];
/** In the order of `devices`; product rule of the clinic's connection check. */
const verdicts: Record<CheckPolicy, readonly ("fine" | "warns" | "blocks")[]> = {
  off: ["fine", "fine", "fine", "fine", "fine", "fine"],
  warn: ["fine", "warns", "warns", "warns", "fine", "fine"],
  permissive: ["fine", "warns", "warns", "warns", "warns", "warns"],
  restricted: ["fine", "blocks", "blocks", "blocks", "warns", "blocks"],
  strict: ["fine", "blocks", "blocks", "blocks", "blocks", "blocks"],
};
const policies = Object.fromEntries(
  (Object.keys(verdicts) as CheckPolicy[]).flatMap((policy) =>
    devices.map((device, at) => [`${policy}, with ${device}: ${verdicts[policy][at]}`, async () => expect((await checks(policy, device)).verdict).toBe(verdicts[policy][at])]),
  ),
);

/** What a caller fills in, and what is looked at meanwhile. */
export const ofTheDetails = {
  entryFields: {
    "text is typed": typed("text", "text", "Chest pain"),
    "a number is a number": typed("number", "text", "12.5", ["twelve", /number/i]),
    "a date is chosen": async () => {
      const { user, goesOn } = await asks(field("date"));
      expect(screen.getByLabelText(/^Asked/)).toHaveAttribute("type", "date");
      await user.type(screen.getByLabelText(/^Asked/), "1968-08-19");
      expect(await goesOn()).toEqual({ asked: "1968-08-19" });
    },
    "a phone number is one": typed("phone", "tel", "0355501420", ["12", /too short/]),
    "an e-mail address is one": typed("email", "email", "leila@example.org", ["leila", /e-mail/i]),
    "one of several is chosen": async () => {
      const { user, goesOn } = await asks(field("choice", { options }));
      await user.selectOptions(screen.getByLabelText(/^Asked/), "Dr Marsh");
      expect(await goesOn()).toEqual({ asked: "marsh" });
    },
    "several are ticked": async () => {
      const { user, goesOn } = await asks(field("choices", { options }));
      const group = within(screen.getByRole("group", { name: /^Asked/ }));
      await user.click(group.getByRole("checkbox", { name: "Dr Marsh" }));
      await user.click(group.getByRole("checkbox", { name: "Dr Nair" }));
      expect(await goesOn()).toEqual({ asked: "nair\nmarsh" });
    },
    "yes or no is answered": async () => {
      const { user, goesOn } = await asks(field("yesNo"));
      await user.selectOptions(screen.getByLabelText(/^Asked/), "Yes");
      expect(await goesOn()).toEqual({ asked: "yes" });
    },
    "which clinician is chosen among the team, or not known": async () => {
      const { user, goesOn } = await asks(field("clinician", { options }));
      const choice = screen.getByLabelText(/^Asked/);
      expect(within(choice).getAllByRole("option")).toHaveLength(options.length + 2);
      await user.selectOptions(choice, "Dr Nair");
      expect(await goesOn()).toEqual({ asked: "nair" });
    },
    "a hidden one comes with the link and is not seen": async () => {
      history.replaceState(null, "", "/c/cardiology?asked=A1");
      const { goesOn } = await asks(field("hidden"));
      expect(screen.queryByLabelText(/^Asked/)).toBeNull();
      expect(await goesOn()).toEqual({ asked: "A1" });
    },
    "a needed one is asked for until it is there": async () => {
      const { user, goesOn } = await asks(field("text", { required: true }));
      expect(await goesOn()).toBeUndefined();
      expect(screen.getByLabelText("Asked")).toBeInvalid();
      await user.type(screen.getByLabelText("Asked"), "Cough");
      expect(await goesOn()).toEqual({ asked: "Cough" });
    },
    "help stands beside it, in the person's language": async () => {
      const { user } = await opens({ entryFields: [field("text", { help: { en: "In a few words.", ar: "بكلمات قليلة." } })] }, undefined, "ar");
      await user.click(screen.getByRole("button", { name: "ابدأ مكالمة الفيديو" }));
      expect(screen.getByLabelText(/السؤال/)).toHaveAccessibleDescription("بكلمات قليلة.");
    },
    "they stand in the clinic's order": async () => {
      await asks(field("text", { id: "second", label: { en: "Second" } }), field("text", { id: "first", label: { en: "First" } }));
      const [second, first] = [screen.getByLabelText(/^Second/), screen.getByLabelText(/^First \(/)];
      expect(second.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    },
  },
  lastNameRequired: {
    "off, nobody is stopped without one": async () => {
      const { user, world } = await opens({ lastNameRequired: false });
      await fillsIn(user);
      await user.clear(screen.getByLabelText(/^Last name/));
      await user.click(screen.getByRole("button", { name: "Continue" }));
      expect(entered(world)).toMatchObject([{ lastName: "" }]);
    },
    "on, it is asked for": async () => {
      const { user, world } = await opens({ lastNameRequired: true });
      await fillsIn(user);
      await user.clear(screen.getByLabelText("Last name"));
      await user.click(screen.getByRole("button", { name: "Continue" }));
      expect(screen.getByLabelText("Last name")).toBeInvalid();
      expect(entered(world)).toEqual([]);
    },
  },
  previewWhileTyping: {
    "on, callers see themselves": async () => {
      await fillsIn((await opens()).user);
      expect(screen.getByLabelText("Your own picture")).toBeVisible();
    },
    "off, they do not, and the check looks at their devices all the same": async () => {
      const world = surroundingsOf(createFakeLocalMedia({ cameraProblem: "notFound" }));
      await fillsIn((await opens({ previewWhileTyping: false, checkPolicy: "strict" }, world)).user);
      expect(screen.queryByLabelText("Your own picture")).toBeNull();
      expect(await screen.findByText("Your device is not ready for a video call")).toBeVisible();
    },
    "off and without a check, nothing is asked for": async () => {
      const world = surroundingsOf();
      const asked = vi.spyOn(world.local, "acquire");
      await fillsIn((await opens({ previewWhileTyping: false, checkPolicy: "off" }, world)).user);
      expect(asked).not.toHaveBeenCalled();
    },
  },
  checkPolicy: {
    ...policies,
    "blocked people find the clinic's number, and may ask to be phoned": async () => {
      const { user, world } = await checks("strict", "no camera");
      expect(within(screen.getByRole("alert")).getByRole("link", { name: "03 5550 1420" })).toHaveAttribute("href", "tel:0355501420");
      await user.click(screen.getByRole("button", { name: "Ask the clinic to phone me" }));
      await waitFor(() => expect(entered(world)).toMatchObject([{ phoneMe: true, readiness: { camera: "missing" } }]));
    },
    "who is quicker than the check waits for it": async () => {
      const local = createFakeLocalMedia({ microphoneProblem: "blocked" });
      const world = surroundingsOf(local);
      let answer = () => {};
      const slowly = new Promise<void>((done) => {
        answer = done;
      });
      const { acquire } = local;
      vi.spyOn(local, "acquire").mockImplementation(async () => {
        await slowly;
        return acquire();
      });
      const { user } = await opens({ checkPolicy: "strict" }, world);
      await fillsIn(user);
      await user.click(screen.getByRole("button", { name: "Continue" }));
      expect(entered(world)).toEqual([]);
      await act(async () => answer());
      expect(await screen.findByText("Your device is not ready for a video call")).toBeVisible();
      expect(entered(world)).toEqual([]);
    },
  },
  consentText: {
    "is ticked before anybody enters": async () => {
      const { user, world } = await opens({ texts: { ...clinicOf().texts, consent: { en: "I agree to a call by video." } } });
      await fillsIn(user);
      await user.click(screen.getByRole("button", { name: "Continue" }));
      expect(world.sent.map(({ key }) => key)).not.toContain(ENTER);
      await user.click(screen.getByRole("checkbox", { name: "I agree to a call by video." }));
      await user.click(screen.getByRole("button", { name: "Continue" }));
      await waitFor(() => expect(world.sent.map(({ key }) => key)).toContain(ENTER));
    },
    "without one nothing is to be ticked": async () => {
      const { user } = await opens();
      await fillsIn(user);
      expect(screen.queryByRole("checkbox", { name: /agree/ })).toBeNull();
    },
  },
} satisfies Partial<Record<SettingOnPages, Effects>>;
