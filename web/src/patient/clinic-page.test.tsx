import type { EntryField } from "@anteroom/core/settings";
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CALL, CLINIC, clinicOf, refused, SEAT, show, surroundingsOf, VISIT, visitOf } from "../../test/patient/stage.tsx";
import { ENTER, enters, fillsIn, opens } from "../../test/patient/way.tsx";
import { createFakeLocalMedia } from "../media/fake/fake-local-media.ts";
import { ClinicPage, firstStep } from "./clinic-page.tsx";
import { rememberVisit } from "./tab-memory.ts";

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/c/cardiology");
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the way in", () => {
  it("leads from the start over the details into the waiting room", async () => {
    const { world } = await enters();
    expect(await screen.findByRole("heading", { name: "You are in the waiting room" })).toBeVisible();
    expect(screen.getByTestId("waiting")).toBeVisible();
    expect(screen.getByText("2nd")).toBeVisible();
    const { options } = world.sent.find(({ key }) => key === ENTER) as (typeof world.sent)[0];
    expect(options.body).toMatchObject({
      firstName: "Leila",
      lastName: "Haddad",
      phone: "0355501482",
      language: "en",
      accepted: true,
      readiness: { camera: "ready", microphone: "ready" },
    });
  });

  it("keeps everything that a browser fills in at once", async () => {
    const { user } = await opens();
    await user.click(screen.getByRole("button", { name: "Start video call" }));
    const filledIn = { "First name": "Leila", "Last name": "Haddad", Phone: "0355501482" };
    await screen.findByLabelText("First name");
    act(() => {
      for (const [label, value] of Object.entries(filledIn)) {
        const input = screen.getByLabelText<HTMLInputElement>(label);
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, value);
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    for (const [label, value] of Object.entries(filledIn)) expect(screen.getByLabelText(label)).toHaveValue(value);
  });

  it("says which field is missing, keeps the rest, and puts the keyboard there", async () => {
    const { user, world } = await opens();
    await user.click(screen.getByRole("button", { name: "Start video call" }));
    await user.type(screen.getByLabelText("First name"), "Leila");
    await user.type(screen.getByLabelText("Phone"), "12");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getByLabelText("Last name")).toHaveAccessibleDescription(/Last name/);
    expect(screen.getByLabelText("Phone")).toHaveAccessibleDescription(/too short/);
    expect(screen.getByLabelText("First name")).toHaveValue("Leila");
    await waitFor(() => expect(screen.getByLabelText("Last name")).toHaveFocus());
    expect(world.sent.some(({ key }) => key === ENTER)).toBe(false);
  });

  it("asks for the tick under the clinic's own text, in the language of the page, and sends the very words", async () => {
    const texts = { ...clinicOf().texts, consent: { en: "I agree to a call by video." } };
    const { user, world } = await opens({ texts });
    await fillsIn(user);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    const tick = screen.getByRole("checkbox", { name: "I agree to a call by video." });
    expect(tick).toHaveAccessibleDescription(/Please tick that you agree/);
    await waitFor(() => expect(tick).toHaveFocus());
    expect(world.sent.some(({ key }) => key === ENTER)).toBe(false);
    await user.click(tick);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(world.sent.find(({ key }) => key === ENTER)?.options.body).toMatchObject({ consent: "I agree to a call by video." }));
  });

  it("shows the clinic's new text when it changed meanwhile, without its tick and with all that was typed", async () => {
    const textsOf = (en: string) => ({ ...clinicOf().texts, consent: { en } });
    const { user, world } = await opens({ texts: textsOf("I agree.") });
    world.answers.set(ENTER, () => refused("badRequest", { status: 400, fields: [{ path: "consent", code: "consentChanged", values: {} }] }));
    world.answers.set("GET /api/public/clinics/{slug}", () => ({ ok: true, reply: clinicOf({ texts: textsOf("I agree, and I am alone.") }) }));
    await fillsIn(user);
    await user.click(screen.getByRole("checkbox", { name: "I agree." }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    const tick = await screen.findByRole("checkbox", { name: "I agree, and I am alone." });
    expect(tick).not.toBeChecked();
    expect(tick).toHaveAccessibleDescription(/changed this text/);
    expect(screen.getByLabelText("First name")).toHaveValue("Leila");
  });

  it("shows what the server refused beside its field", async () => {
    const { user, world } = await opens();
    world.answers.set(ENTER, () => refused("badRequest", { status: 400, fields: [{ path: "phone", code: "noPhone", values: {} }] }));
    await fillsIn(user);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(await screen.findByText(/Please check what you wrote/)).toBeVisible();
    expect(screen.getByLabelText("Phone")).toBeInvalid();
  });

  it("sends the same command again after silence, so that nobody enters twice", async () => {
    const { user, world } = await opens();
    world.answers.set(ENTER, () => refused("unreachable"));
    await fillsIn(user);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(await screen.findByText(/cannot reach the clinic/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(world.sent.filter(({ key }) => key === ENTER)).toHaveLength(2));
    expect(new Set(world.sent.filter(({ key }) => key === ENTER).map(({ options }) => options.idempotencyKey)).size).toBe(1);
  });

  it("asks the clinic's own questions and sends their answers", async () => {
    const field: EntryField = { id: "reason", kind: "text", label: { en: "Reason" }, help: {}, required: false, audience: "caller", options: [], shownAsColumn: true };
    const options = [{ value: "nair", label: { en: "Dr Nair" } }];
    const { user, world } = await opens({
      entryFields: [field, { ...field, id: "who", kind: "choice", label: { en: "Who?" }, required: true, options }, { ...field, id: "ref", kind: "hidden" }],
    });
    history.replaceState(null, "", "/c/cardiology?ref=A1");
    await fillsIn(user);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getByLabelText("Who?")).toBeInvalid();
    await user.selectOptions(screen.getByLabelText("Who?"), "Dr Nair");
    await user.type(screen.getByLabelText(/Reason/), "Heart");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(world.sent.find(({ key }) => key === ENTER)?.options.body).toMatchObject({ fields: { who: "nair", reason: "Heart", ref: "A1" } }));
  });

  it("asks for a clinician by the names that the clinic offers, or that the person does not know", async () => {
    const who: EntryField = {
      id: "who",
      kind: "clinician",
      label: { en: "Who do you see?" },
      help: {},
      required: true,
      audience: "caller",
      options: [{ value: "Dr Zeta", label: { en: "Dr Zeta" } }],
      shownAsColumn: true,
    };
    const { user, world } = await opens({ entryFields: [who] });
    await fillsIn(user);
    const list = screen.getByLabelText<HTMLSelectElement>("Who do you see?");
    expect([...list.options].map(({ text }) => text)).toEqual(["Please choose", "Dr Zeta", "I do not know"]);
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(screen.getByText("Please choose: Who do you see?")).toBeVisible();
    await user.selectOptions(list, "I do not know");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(world.sent.find(({ key }) => key === ENTER)?.options.body).toMatchObject({ fields: { who: "?" } }));
  });

  it("lets a person without camera and microphone in, and tells how to mend it in this browser", async () => {
    const world = surroundingsOf(createFakeLocalMedia({ cameraProblem: "blocked", microphoneProblem: "blocked" }));
    const { user } = await opens({}, world);
    await fillsIn(user);
    expect(screen.getByText(/Your browser is blocking the camera and the microphone/)).toBeVisible();
    expect(screen.getByRole("combobox", { name: "Steps for" })).toHaveDisplayValue("Chrome or Edge on a computer");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(world.sent.find(({ key }) => key === ENTER)?.options.body).toMatchObject({ readiness: { camera: "blocked", microphone: "blocked" } }));
    expect(await screen.findByTestId("waiting")).toBeVisible();
  });

  it("stops at a strict clinic, with its phone number beside the fault", async () => {
    const world = surroundingsOf(createFakeLocalMedia({ cameraProblem: "notFound" }));
    const { user } = await opens({ checkPolicy: "strict" }, world);
    await fillsIn(user);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("not ready for a video call");
    expect(within(alert).getByRole("link", { name: "03 5550 1420" })).toHaveAttribute("href", "tel:0355501420");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(world.sent.some(({ key }) => key === ENTER)).toBe(false);
  });

  it("does not ask for a camera inside another app, but shows the way to the real browser", async () => {
    const world = surroundingsOf();
    world.surroundings.browser = {
      ...world.surroundings.browser,
      userAgent: "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 Version/4.0 Chrome/120.0 Mobile Safari/537.36 [FB_IAB/FB4A;]",
    };
    const asked = vi.spyOn(world.local, "acquire");
    const { user } = await opens({}, world);
    expect(screen.getByText("Please open this page in your browser")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Start video call" }));
    expect(screen.getByText(/camera does not work there/)).toBeVisible();
    expect(asked).not.toHaveBeenCalled();
  });
});

describe("the doors that are shut", () => {
  it("says when a closed clinic opens, in its own time zone and in the person's", async () => {
    await opens({ state: "closed", nextOpening: Date.UTC(2027, 0, 4, 22, 0) });
    expect(screen.getByRole("heading", { name: "The clinic is closed now" })).toBeVisible();
    expect(screen.getByText(/opens again on Tuesday.* 5.* at 9:00/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Start video call" })).toBeNull();
  });

  it("shows the clinic's own words when it is switched off", async () => {
    await opens({ state: "off", texts: { closed: {}, switchedOff: { en: "We moved." }, importantInformation: {}, waiting: {}, consent: {} } });
    expect(screen.getByText("We moved.")).toBeVisible();
  });

  it("is kind about an unknown link", async () => {
    await show(<ClinicPage slug="nobody" boot={{ state: "unknown" }} />, surroundingsOf().surroundings);
    expect(screen.getByRole("heading", { name: "We do not know this link" })).toBeVisible();
  });

  it("tries again when the server did not answer", async () => {
    const world = surroundingsOf();
    world.answers.set("GET /api/public/clinics/{slug}", () => refused("unreachable"));
    const { user } = await show(<ClinicPage slug="cardiology" boot={{ state: "absent" }} />, world.surroundings);
    world.answers.set("GET /api/public/clinics/{slug}", () => ({ ok: true, reply: clinicOf() }));
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("button", { name: "Start video call" })).toBeVisible();
  });
});

describe("waiting", () => {
  it("sits down as the one live page and tells how the devices are", async () => {
    const { stream } = await enters();
    await waitFor(() => expect(stream.sent).toContainEqual({ t: "sit", seatId: SEAT, pageId: "page-number-one", takeOver: false }));
    await waitFor(() => expect(stream.sent).toContainEqual({ t: "readiness", readiness: { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: null } }));
  });

  it("shows a message, sounds for it, and sends what the person writes", async () => {
    const { world, user, tell } = await enters();
    await tell(visitOf({ messages: [{ id: "m1", at: Date.now(), from: "clinic", text: "We are <b>late</b>" }] }));
    expect(await screen.findByText("We are <b>late</b>")).toBeVisible();
    await waitFor(() => expect(world.music.heard).toContain("message"));
    await user.click(screen.getByRole("button", { name: "Write back" }));
    await user.type(screen.getByRole("textbox", { name: "Your message" }), "No camera here");
    await user.click(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(world.sent.at(-1)).toMatchObject({ key: "POST /api/visits/{visitId}/messages", options: { body: { text: "No camera here" } } }));
    expect(await screen.findByText("Your message was sent.")).toBeVisible();
  });

  it("says what the clinic wants said after so many minutes, by the caller's own time, and at once what is said instead", async () => {
    const { tell } = await enters();
    const waitingMessages = [
      { afterMinutes: 5, text: { en: "Thank you for waiting." } },
      { afterMinutes: 10, text: { en: "It takes longer today." } },
      { afterMinutes: 30, text: { en: "We are sorry." } },
    ];
    const enteredAt = Date.now() - 12 * 60_000;
    await tell(visitOf({ enteredAt, clinic: clinicOf({ waitingMessages }) }));
    const said = await screen.findByText("It takes longer today.");
    expect(said.closest("[aria-live]")?.getAttribute("aria-live")).toBe("polite");
    expect(screen.queryByText("Thank you for waiting.")).toBeNull();
    await tell(visitOf({ enteredAt, clinic: clinicOf({ waitingMessages: [{ afterMinutes: 11, text: { en: "Dr Nair is nearly there." } }] }) }));
    expect(await screen.findByText("Dr Nair is nearly there.")).toBeVisible();
    expect(screen.queryByText("It takes longer today.")).toBeNull();
  });

  it("has no switch for the microphone where the clinic wants none, and one that is off goes on", async () => {
    const { user, tell, world } = await enters();
    await user.click(await screen.findByRole("button", { name: "Mute" }));
    await waitFor(() => expect(world.local.getSnapshot().microphoneOn).toBe(false));
    await tell(visitOf({ clinic: clinicOf({ muteWhileWaiting: false }) }));
    await waitFor(() => expect(world.local.getSnapshot().microphoneOn).toBe(true));
    expect(screen.queryByRole("button", { name: "Mute" })).toBeNull();
    expect(screen.getByRole("button", { name: "Stop camera" })).toBeVisible();
    // On hold the call goes on: whoever muted there stays muted.
    await tell(visitOf({ state: "held", clinic: clinicOf({ muteWhileWaiting: false }) }));
    expect(await screen.findByRole("button", { name: "Mute" })).toBeVisible();
  });

  it("offers to text when it is their turn only where the clinic does: the number, the code, then the phone may be put down", async () => {
    const { world, user, tell } = await enters();
    expect(screen.queryByRole("button", { name: "Text me when it is my turn" })).toBeNull();
    await tell(visitOf({ textMe: { on: false, ending: "" } }));
    const answers: Record<string, unknown>[] = [{ code: "wrongCode", triesLeft: 1 }, { code: "codeOver" }];
    world.answers.set("GET /api/visits/{visitId}/text-me", () => ({ ok: true, reply: { phone: "0412 555 010" } }));
    world.answers.set("POST /api/visits/{visitId}/text-me/confirm", () => {
      const problem = answers.shift();
      return problem ? refused(problem.code as "wrongCode", problem) : { ok: true, reply: { ok: true } };
    });
    await user.click(await screen.findByRole("button", { name: "Text me when it is my turn" }));
    const number = screen.getByLabelText<HTMLInputElement>("Your mobile number");
    await waitFor(() => expect(number.value).toBe("0412 555 010"));
    await user.click(screen.getByRole("button", { name: "Text me a code" }));
    expect(screen.getByText(/^Please start with \+/)).toBeVisible();
    await user.clear(number);
    await user.type(number, "+61 412 555 010");
    await user.click(screen.getByRole("button", { name: "Text me a code" }));
    expect(await screen.findByText("We texted a code to +61 412 555 010. It works for 10 minutes.")).toBeVisible();
    const code = screen.getByLabelText<HTMLInputElement>("Code from the text message");
    expect(code).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(screen.getByText("Please type the code from the text message.")).toBeVisible();
    await user.type(code, "123456");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("This is not the code. You can try once more.")).toBeVisible();
    expect(code.value).toBe("123456");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("This code does not work any more. Please ask for another one.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Text me another code" }));
    expect(code.value).toBe("");
    await user.type(code, "654321{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(world.sent.filter(({ key }) => key.endsWith("/text-me") && key.startsWith("POST")).map(({ options }) => options.body)).toEqual([
      { phone: "+61 412 555 010" },
      { phone: "+61 412 555 010" },
    ]);

    await tell(visitOf({ textMe: { on: true, ending: "010" } }));
    expect(await screen.findByText("You can put the phone down. We will text you when it is your turn, on the number ending in 010.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Text me when it is my turn" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Do not text me" }));
    expect(world.sent.at(-1)).toMatchObject({ key: "POST /api/visits/{visitId}/text-me/stop" });
  });

  it("asks before leaving, and says goodbye", async () => {
    const { world, user } = await enters();
    await user.click(await screen.findByRole("button", { name: "Leave the waiting room" }));
    expect(world.sent.some(({ key }) => key.endsWith("/leave"))).toBe(false);
    await user.click(screen.getByRole("button", { name: "Leave" }));
    expect(await screen.findByTestId("goodbye")).toHaveTextContent("You left the waiting room");
  });

  it("says that it is trying when the line is gone for more than a blink, and keeps everything in place", async () => {
    const { stream } = await enters();
    act(() => stream.simulateConnection("reconnecting"));
    expect(screen.queryByText(/connection stopped/)).toBeNull();
    expect(
      await screen.findByText(/You keep your place. If the video does not come back, we will call you on the number ending in 482/, undefined, { timeout: 3_000 }),
    ).toBeVisible();
    expect(screen.getByText("2nd")).toBeVisible();
    act(() => stream.simulateConnection("connected"));
    expect(await screen.findByText("You and the clinic are connected")).toBeVisible();
  });

  it("shows the important information while the place in line is already kept", async () => {
    const texts = { closed: {}, switchedOff: {}, importantInformation: { en: "Sit somewhere quiet." }, waiting: {}, consent: {} };
    const { user } = await enters(surroundingsOf(), { texts });
    expect(screen.getByText("Sit somewhere quiet.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(await screen.findByTestId("waiting")).toBeVisible();
  });

  it("tells who will come back while on hold, and that the visit moved to another clinic", async () => {
    const { tell } = await enters();
    await tell(visitOf({ state: "held", heldBy: "Dr Nair" }));
    expect(await screen.findByText(/Dr Nair will come back to you/)).toBeVisible();
    await tell(visitOf({ transferred: true, clinic: clinicOf({ name: "Heart Rhythm Clinic" }) }));
    expect(await screen.findByText("You are now waiting for Heart Rhythm Clinic. You keep your place in line.")).toBeVisible();
  });

  it("is quiet on a page that is not the live one, and moves here only when told", async () => {
    const { world, user, stream } = await enters();
    act(() => stream.simulate({ t: "elsewhere", seatId: SEAT }));
    expect(await screen.findByRole("heading", { name: "Your visit is open in another place" })).toBeVisible();
    await waitFor(() => expect(world.local.getSnapshot().cameraOn).toBe(false));
    await user.click(screen.getByRole("button", { name: "Move here" }));
    expect(stream.sent.at(-1)).toMatchObject({ t: "sit", takeOver: true });
    act(() => stream.simulate({ t: "seated", seatId: SEAT }));
    expect(await screen.findByTestId("waiting")).toBeVisible();
    await waitFor(() => expect(world.local.getSnapshot().cameraOn).toBe(true));
  });
});

describe("the call", () => {
  const seat = (id: string, change: object) => ({ id, name: "x", role: "guest", kind: "caller", state: "in", presence: "here", since: 0, visitId: null, ...change });
  const callOf = (you: string, state: "in" | "held" = "in") => ({
    id: CALL,
    clinicId: "c",
    clinicName: "Cardiology",
    kind: "visit",
    capacity: 6,
    route: "direct",
    epoch: 0,
    locked: false,
    lockOffered: false,
    ownPictureSize: "medium",
    relayOnly: false,
    tools: { host: { mayWrite: true, mayShare: true }, guest: { mayWrite: true, mayShare: true }, invitations: true },
    videoQuality: "sharp",
    openedAt: 0,
    talkingSince: null,
    you,
    seats: [seat(SEAT, { state }), seat("host-seat", { role: "host", kind: "member", name: "Dr Nair" })],
    closed: false,
    invitations: [],
  });

  it("takes the place of the waiting room by itself, and gives it back on hold", async () => {
    const { world, stream, tell } = await enters();
    await waitFor(() => expect(stream.sent.some((frame) => frame.t === "readiness")).toBe(true));
    await tell(visitOf({ state: "seen", seat: { id: SEAT, callId: CALL, state: "in" } }));
    await act(async () => stream.simulateTopic(`call:${CALL}`, callOf(SEAT)));
    expect(await screen.findByRole("button", { name: "Leave call" })).toBeVisible();
    expect(world.music.heard.at(-1)).toBe("fadeOut");
    expect(
      world.sessions
        .at(-1)
        ?.getSnapshot()
        .others.map(({ seatId }) => seatId),
    ).toEqual(["host-seat"]);
    await tell(visitOf({ state: "held", seat: { id: SEAT, callId: CALL, state: "held" }, heldBy: "Dr Nair" }));
    await act(async () => stream.simulateTopic(`call:${CALL}`, callOf(SEAT, "held")));
    expect(await screen.findByTestId("waiting")).toBeVisible();
  });

  it("warms the transport under a grant while the person waits", async () => {
    const { world, stream } = await enters();
    await act(async () => stream.simulateTopic(`call:${CALL}`, { ...callOf(SEAT), seats: [seat(SEAT, { state: "held" })] }));
    await waitFor(() => expect(world.sessions).toHaveLength(1));
    const ice = { iceServers: [], relayOnly: false, expiresAt: Date.now() + 120_000 };
    act(() => stream.simulate({ t: "warm", grant: { callId: CALL, ownSeatId: SEAT, peerSeatId: "host-seat", visitId: VISIT, expiresAt: Date.now() + 30_000, ice } }));
    expect(world.sessions[0]?.getSnapshot().warm).toMatchObject([{ seatId: "host-seat" }]);
    act(() => stream.simulate({ t: "cool", callId: CALL, seatId: "host-seat" }));
    expect(world.sessions[0]?.getSnapshot().warm).toEqual([]);
  });
});

describe("the end", () => {
  it.each([
    ["completed", "Your video call has ended"],
    ["removed", "The clinic has ended your visit"],
    ["lost", "We lost the connection to you"],
    ["closed", "The clinic has closed"],
    ["cancelledByClinic", "The clinic has ended your visit"],
  ] as const)("says what happened: %s", async (endReason, heading) => {
    const { world, tell } = await enters();
    await tell(visitOf({ state: "ended", seat: null, endReason }));
    expect(await screen.findByRole("heading", { name: heading })).toBeVisible();
    expect(screen.getByTestId("goodbye")).toBeVisible();
    await waitFor(() => expect(world.local.getSnapshot().cameraOn).toBe(false));
    expect(sessionStorage.getItem("anteroom.visit")).toBeNull();
  });

  it("lets the person call again with the form filled from this page's memory", async () => {
    const { user, tell } = await enters();
    await tell(visitOf({ state: "ended", seat: null, endReason: "completed" }));
    await user.click(await screen.findByRole("button", { name: "Call the clinic again" }));
    expect(screen.getByLabelText("First name")).toHaveValue("Leila");
  });

  it("wipes everything when a sleeping page wakes after the purge", async () => {
    const { user, stream } = await enters();
    act(() => stream.simulateConnection("signedOut"));
    expect(await screen.findByRole("heading", { name: "Your visit has ended" })).toBeVisible();
    expect(sessionStorage.getItem("anteroom.visit")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Call the clinic again" }));
    expect(screen.getByLabelText("First name")).toHaveValue("");
  });
});

describe("coming back", () => {
  it("returns to the visit without a form after a reload of this tab", () => {
    rememberVisit({ visitId: VISIT, clinicId: CLINIC, informationRead: true });
    expect(firstStep(clinicOf({ openVisit: { id: VISIT, enteredAt: 1 } }))).toMatchObject({ at: "visit", visitId: VISIT, informationRead: true });
  });

  it("returns to it as well after the clinic got another link", () => {
    rememberVisit({ visitId: VISIT, clinicId: CLINIC, informationRead: true });
    expect(firstStep(clinicOf({ slug: "heart-clinic", openVisit: { id: VISIT, enteredAt: 1 } }))).toMatchObject({ at: "visit", visitId: VISIT });
  });

  it("says nothing of it on the page of another clinic", () => {
    rememberVisit({ visitId: VISIT, clinicId: CLINIC, informationRead: true });
    expect(firstStep(clinicOf({ id: "01890000-0000-7000-8000-000000000009", slug: "kidneys" }))).toEqual({ at: "start" });
  });

  it("says clearly that a visit is over which ended while this tab was away", () => {
    rememberVisit({ visitId: VISIT, clinicId: CLINIC, informationRead: true });
    expect(firstStep(clinicOf())).toMatchObject({ at: "ended", end: { reason: null } });
    expect(sessionStorage.getItem("anteroom.visit")).toBeNull();
  });

  it("asks on a shared tablet whose visit it is, without a name", async () => {
    const enteredAt = new Date(2027, 0, 4, 10, 42).getTime();
    const { user, world } = await opens({ openVisit: { id: VISIT, enteredAt } });
    expect(screen.getByRole("button", { name: /Continue the visit begun at 10:42/ })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I am someone else" }));
    expect(world.sent.at(-1)?.key).toBe("POST /api/visits/forget");
    await user.click(await screen.findByRole("button", { name: "Start video call" }));
    expect(screen.getByLabelText("First name")).toHaveValue("");
  });
});

it("changes the language in place, with direction, and keeps what was typed", async () => {
  const { user } = await opens();
  await fillsIn(user);
  await user.selectOptions(screen.getByRole("combobox", { name: "Language" }), "ar");
  expect(await screen.findByLabelText("الاسم الأول")).toHaveValue("Leila");
  expect(document.documentElement).toHaveAttribute("dir", "rtl");
  expect(document.documentElement).toHaveAttribute("lang", "ar");
  await user.selectOptions(screen.getByRole("combobox", { name: "اللغة" }), "en");
  expect(await screen.findByLabelText("First name")).toHaveValue("Leila");
  expect(document.documentElement).toHaveAttribute("dir", "ltr");
});
