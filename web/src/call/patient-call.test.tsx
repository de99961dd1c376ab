import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeTrack } from "../media/fake/fake-stream.ts";
import { callOf, drNair, leila, samira } from "../../test/call/call-view.ts";
import { showPatientCall } from "../../test/call/show-call.tsx";

const talking = callOf(leila, [drNair]);
const button = (name: string | RegExp) => screen.getByRole("button", { name });

beforeEach(() => {
  localStorage.clear();
});

describe("a patient in a call", () => {
  it("sees the clinician by name, how long they talk and that it is private", async () => {
    await showPatientCall(talking);
    expect(screen.getByRole("heading", { level: 1, name: "Dr Priya Nair" })).toBeDefined();
    expect(screen.getByRole("timer").textContent).toBe("04:12");
    expect(screen.getByText("Private, direct")).toBeDefined();
    expect(screen.getByLabelText("Dr Priya Nair").tagName).toBe("VIDEO");
  });

  it("sees the own picture, as in a mirror", async () => {
    await showPatientCall(talking);
    const own = screen.getByLabelText("Your picture");
    expect(own.closest("[data-self=true]")).not.toBeNull();
    expect(own.className).toContain("mirrored");
    await userEvent.click(button("Flip your picture"));
    expect(screen.getByLabelText("Your picture").className).not.toContain("mirrored");
  });

  it("makes the own picture small and gets it back", async () => {
    await showPatientCall(talking);
    await userEvent.click(button("Make your picture small"));
    expect(screen.queryByLabelText("Your picture")).toBeNull();
    await userEvent.click(button("Show your picture"));
    expect(screen.getByLabelText("Your picture")).toBeDefined();
  });

  it("mutes and unmutes, and the button keeps the focus", async () => {
    const { session } = await showPatientCall(talking);
    await userEvent.click(button("Mute microphone"));
    expect(session.getSnapshot().self.microphoneOn).toBe(false);
    expect(document.activeElement).toBe(button("Unmute microphone"));
    await userEvent.click(button("Unmute microphone"));
    expect(session.getSnapshot().self.microphoneOn).toBe(true);
  });

  it("turns the camera off and sees initials instead", async () => {
    await showPatientCall(talking);
    await userEvent.click(button("Turn camera off"));
    expect(screen.queryByLabelText("Your picture")).toBeNull();
    expect(screen.getByText("You, camera off")).toBeDefined();
    expect(screen.getByText("LH")).toBeDefined();
    expect(button("Turn camera on")).toBeDefined();
  });

  it("sees the clinician's picture instead of a camera that is off", async () => {
    const { session } = await showPatientCall(callOf(leila, [{ ...drNair, picture: "ab12" }]));
    expect(document.querySelector("img.face")).not.toBeNull();
    act(() => session.simulatePeer(drNair.id, { cameraOn: false }));
    expect(document.querySelector("img.face")?.getAttribute("src")).toBe("/faces/ab12/384.webp");
  });

  it("is told when the others cannot hear them, tries again, and may close the note", async () => {
    const { session } = await showPatientCall(talking);
    act(() => session.local.simulate({ microphoneOn: false, microphoneTrack: null, microphoneProblem: "notFound" }));
    expect(screen.getByText("The others cannot hear you.").closest("[role=alert]")).toHaveTextContent("None was found. Plug it in, or choose another.");
    await userEvent.click(button("Close"));
    expect(screen.queryByText(/cannot hear you/)).toBeNull();
    // Another trouble is said, and so is the old one to whoever presses its button.
    act(() => session.local.simulate({ cameraOn: false, cameraTrack: null, camera: null, cameraProblem: "inUse" }));
    expect(screen.getByText("The others cannot see or hear you.")).toBeVisible();
    await userEvent.click(button("Close"));
    expect(screen.queryByText(/cannot see or hear you/)).toBeNull();
    await userEvent.click(button("Turn camera on"));
    expect(screen.getByText("The others cannot see or hear you.")).toBeVisible();
    act(() => session.local.simulate({ microphoneProblem: null, cameraProblem: null }));
    await userEvent.click(button("Unmute microphone"));
    await userEvent.click(button("Turn camera on"));
    expect(screen.queryByText(/The others cannot/)).toBeNull();
    expect(session.getSnapshot().self).toMatchObject({ microphoneOn: true, cameraOn: true });
  });

  it("hears who mutes, and nothing of it before that person told what is on", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const { session } = await showPatientCall(talking);
      const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);
      const becomes = async (change: Parameters<typeof session.simulatePeer>[1], waitMs = 11_000) => {
        act(() => session.simulatePeer(drNair.id, change));
        await act(() => vi.advanceTimersByTimeAsync(waitMs));
      };
      // Their microphone opens a moment after the picture.
      await becomes({ told: true, microphoneOn: false }, 500);
      await becomes({ microphoneOn: true });
      expect(said().join()).not.toMatch(/is muted|can be heard/);
      // Their page went and came again: the line stands before the first word.
      await becomes({ told: false, microphoneOn: false });
      await becomes({ told: true, microphoneOn: true });
      expect(said().join()).not.toMatch(/is muted|can be heard/);
      // A hand that slipped.
      await becomes({ microphoneOn: false }, 500);
      await becomes({ microphoneOn: true });
      expect(said().join()).not.toMatch(/is muted|can be heard/);
      await becomes({ microphoneOn: false });
      expect(said().join()).toContain("Dr Priya Nair is muted.");
      await becomes({ microphoneOn: true });
      expect(said().join()).toContain("Dr Priya Nair can be heard again.");
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not told of a microphone that it muted itself", async () => {
    await showPatientCall(talking);
    await userEvent.click(button("Mute microphone"));
    await userEvent.click(button("Turn camera off"));
    expect(screen.queryByText(/The others cannot/)).toBeNull();
  });

  it("hears that the call goes on when only the clinic's server is away", async () => {
    const { stream } = await showPatientCall(talking);
    act(() => stream.simulateConnection("reconnecting"));
    expect(screen.queryByText(/The call goes on/)).toBeNull();
    expect(await screen.findByText(/Not connected to the clinic. The call goes on/, undefined, { timeout: 4_000 })).toBeVisible();
    act(() => stream.simulateConnection("connected"));
    expect(screen.queryByText(/The call goes on/)).toBeNull();
  });

  it("reads what the clinic writes where only the clinic writes, and shares no screen where it may not", async () => {
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { mediaDevices: { getDisplayMedia: vi.fn() } }));
    const tools = { host: { mayWrite: true, mayShare: true }, guest: { mayWrite: false, mayShare: false }, invitations: true };
    const { session, becomes } = await showPatientCall(callOf(leila, [drNair], { tools }));
    expect(screen.queryByRole("button", { name: "Share screen" })).toBeNull();
    await userEvent.click(button("Chat"));
    act(() => session.simulateMessage(drNair.id, "Take it with food."));
    expect(screen.getByText("Take it with food.")).toBeVisible();
    expect(screen.getByText("Only the clinic writes here.")).toBeVisible();
    expect(screen.queryByRole("textbox")).toBeNull();
    await userEvent.keyboard("s");
    expect(session.getSnapshot().self.screen).toBeNull();

    // Switched off for all while it is open.
    await becomes(callOf(leila, [drNair], { tools: { ...tools, host: { mayWrite: false, mayShare: true } } }));
    expect(screen.queryByText("Take it with food.")).toBeNull();
    expect(screen.queryByRole("button", { name: /^Chat/ })).toBeNull();
    await userEvent.keyboard("c");
    expect(screen.queryByRole("log")).toBeNull();
    // The list of keys offers neither.
    await userEvent.click(button("More"));
    expect(screen.queryByText("Share screen")).toBeNull();
    vi.unstubAllGlobals();
  });

  it("is asked before leaving; staying changes nothing", async () => {
    const { onLeave } = await showPatientCall(talking);
    await userEvent.click(button("Leave call"));
    const dialog = screen.getByRole("dialog", { name: "Leave the call?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Stay in the call" }));
    expect(onLeave).not.toHaveBeenCalled();
    expect(screen.queryByRole("dialog")).toBeNull();

    await userEvent.click(button("Leave call"));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Leave call" }));
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it("reads that leaving did not work, and may try again", async () => {
    const onLeave = vi.fn(() => Promise.reject(new Error("no answer")));
    await showPatientCall(talking, { onLeave });
    await userEvent.click(button("Leave call"));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Leave call" }));
    expect((await screen.findByText("That did not work. Please try again.")).getAttribute("role")).toBe("alert");
  });

  it("has no power over others", async () => {
    await showPatientCall(callOf(leila, [drNair, samira]));
    await userEvent.click(button("People"));
    const people = screen.getByRole("complementary", { name: /^People/ });
    expect(within(people).getByText("Dr Priya Nair")).toBeDefined();
    expect(within(people).queryByRole("button", { name: /Mute|Disconnect|hold|Invite/ })).toBeNull();
  });

  it("is told in words when the line is weak, breaks and does not come back", async () => {
    const { session } = await showPatientCall(talking);
    act(() => session.simulatePeer(drNair.id, { quality: "poor" }));
    expect(screen.getByText("Weak line")).toBeDefined();
    act(() => session.simulatePeer(drNair.id, { quality: "reconnecting" }));
    expect(screen.getByText("Reconnecting")).toBeDefined();
    expect(screen.getByLabelText("Dr Priya Nair"), "the last frame stays").toBeDefined();
    act(() => session.simulate({ connection: "failed" }));
    expect(screen.getByText(/You keep your place.*\+44 20 7946 0000/)).toBeDefined();
  });

  it("reads that a relay passes the call on", async () => {
    const { session } = await showPatientCall(talking);
    act(() => session.simulate({ route: "relay" }));
    expect(screen.getByText("Private, by relay")).toBeDefined();
  });

  it("on hold sees nobody and hears that somebody will come back", async () => {
    const { becomes } = await showPatientCall(talking);
    await becomes(callOf({ ...leila, state: "held" }, []));
    expect(screen.getByText("You are on hold.")).toBeDefined();
    expect(document.querySelectorAll("video, audio")).toHaveLength(0);
    expect(screen.queryByText(/^Private/)).toBeNull();
  });

  it("stays when the clinician is gone for a moment", async () => {
    const { becomes } = await showPatientCall(talking);
    await becomes(callOf(leila, [{ ...drNair, presence: "lost" }]));
    expect(screen.getByText("Waiting for Dr Priya Nair to come back")).toBeDefined();
    expect(screen.queryByRole("link"), "phone numbers are for hosts").toBeNull();
    await becomes(callOf(leila, []));
    expect(screen.getByText("You are alone in the call now.")).toBeDefined();
  });

  it("is muted by a host and reads by whom", async () => {
    const { session, stream } = await showPatientCall(talking);
    act(() => stream.simulate({ t: "muted", seatId: leila.id, byName: "Dr Priya Nair" }));
    await waitFor(() => expect(session.getSnapshot().self.microphoneOn).toBe(false));
    expect(screen.getByText("Dr Priya Nair muted your microphone.")).toBeDefined();
    await userEvent.click(button("Unmute microphone"));
    expect(screen.queryByText("Dr Priya Nair muted your microphone.")).toBeNull();
  });

  it("is not muted by what concerns another seat", async () => {
    const { session, stream } = await showPatientCall(talking);
    act(() => stream.simulate({ t: "muted", seatId: samira.id, byName: "Dr Priya Nair" }));
    expect(session.getSnapshot().self.microphoneOn).toBe(true);
  });

  it("starts the voices by one tap where the browser wants it", async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play").mockRejectedValue(new DOMException("a tap first", "NotAllowedError"));
    await showPatientCall(talking);
    const start = await screen.findByRole("button", { name: "Turn on the sound" });
    play.mockClear();
    play.mockResolvedValue();
    await userEvent.click(start);
    expect(play.mock.contexts.map((element) => (element as HTMLElement).tagName)).toContain("AUDIO");
    expect(screen.queryByRole("button", { name: "Turn on the sound" })).toBeNull();
    play.mockRestore();
  });
});

describe("the chat of a call", () => {
  it("shows what came as text: no link, no picture, nothing fetched", async () => {
    const { session } = await showPatientCall(talking);
    act(() => session.simulateMessage(drNair.id, "https://evil.example/x.png <img src=x onerror=alert(1)>"));
    await userEvent.click(button("Chat, 1 new message"));
    const chat = screen.getByRole("log");
    expect(within(chat).getByText("https://evil.example/x.png <img src=x onerror=alert(1)>")).toBeDefined();
    expect(chat.querySelector("a, img")).toBeNull();
    expect(within(chat).getByText("Dr Priya Nair")).toBeDefined();
  });

  it("counts what came while it was closed, and nothing that was read", async () => {
    const { session } = await showPatientCall(talking);
    act(() => session.simulateMessage(drNair.id, "Hello"));
    act(() => session.simulateMessage(drNair.id, "Can you hear me?"));
    await userEvent.click(button("Chat, 2 new messages"));
    await userEvent.click(button("Close Chat"));
    expect(button("Chat")).toBeDefined();
  });

  it("sends by Enter, takes the focus, and gives it back to its button", async () => {
    const { session } = await showPatientCall(talking);
    await userEvent.click(button("Chat"));
    const field = screen.getByRole("textbox", { name: "Write a message" });
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard("The left knee{Enter}");
    expect(session.getSnapshot().messages.map(({ text, own }) => [text, own])).toEqual([["The left knee", true]]);
    expect((field as HTMLTextAreaElement).value).toBe("");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("log")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(button("Chat")));
  });

  it("keeps the text when nobody is there to read it", async () => {
    await showPatientCall(callOf(leila, []));
    await userEvent.click(button("Chat"));
    await userEvent.keyboard("Hello?{Enter}");
    expect(screen.getByText("Nobody is here to read it. Your text is kept.")).toBeDefined();
    expect((screen.getByRole("textbox") as HTMLTextAreaElement).value).toBe("Hello?");
  });
});

describe("more", () => {
  it("chooses devices and remembers the layout", async () => {
    const { session } = await showPatientCall(talking);
    await userEvent.click(button("More"));
    await userEvent.selectOptions(screen.getByLabelText("Camera"), "Back camera");
    expect(session.getSnapshot().self.cameraId).toBe("camera-2");
    await userEvent.selectOptions(screen.getByLabelText("Layout"), "Grid: everyone alike");
    expect(JSON.parse(localStorage.getItem("anteroom.call") ?? "{}").layout).toBe("grid");
  });

  it("says what is wrong with a device", async () => {
    const { session } = await showPatientCall(talking);
    act(() => session.local.simulate({ cameraProblem: "inUse" }));
    await userEvent.click(button("More"));
    expect(screen.getByText("Another app is using it. Close that app.")).toBeDefined();
  });

  it("asks the camera for less when less is chosen", async () => {
    const { session } = await showPatientCall(talking);
    const applyConstraints = vi.fn(async () => {});
    act(() => session.local.simulate({ cameraTrack: Object.assign(fakeTrack("video"), { applyConstraints }) }));
    await userEvent.click(button("More"));
    await userEvent.selectOptions(screen.getByLabelText("Video quality"), "Low data");
    expect(applyConstraints).toHaveBeenCalledWith(expect.objectContaining({ height: { ideal: 180 } }));
  });

  it("asks the camera for what the clinic has decided, until the person chooses", async () => {
    const { session } = await showPatientCall({ ...talking, videoQuality: "balanced" });
    const applyConstraints = vi.fn(async () => {});
    act(() => session.local.simulate({ cameraTrack: Object.assign(fakeTrack("video"), { applyConstraints }) }));
    expect(applyConstraints).toHaveBeenLastCalledWith(expect.objectContaining({ height: { ideal: 360 } }));
    await userEvent.click(button("More"));
    await userEvent.selectOptions(screen.getByLabelText("Video quality"), "Low data");
    expect(applyConstraints).toHaveBeenLastCalledWith(expect.objectContaining({ height: { ideal: 180 } }));
  });

  it("keys do nothing for a guest until they are switched on", async () => {
    const { session } = await showPatientCall(talking);
    await userEvent.keyboard("m");
    expect(session.getSnapshot().self.microphoneOn).toBe(true);
    await userEvent.click(button("More"));
    await userEvent.click(screen.getByRole("switch", { name: "Use keys" }));
    await userEvent.keyboard("m");
    expect(session.getSnapshot().self.microphoneOn).toBe(false);
  });
});
