import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { callOf, drNair, leila, samira, seatOf, TEN_O_CLOCK } from "../../test/call/call-view.ts";
import { showStaffCall } from "../../test/call/show-call.tsx";

const karim = seatOf("d-karim", "Karim Haddad", "guest", { kind: "companion", state: "knocking" });
const talking = callOf(drNair, [leila]);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const tileOf = (name: string) => screen.getByLabelText(name).closest("figure") as HTMLElement;
const people = () => screen.getByRole("complementary", { name: /^People/ });

/** What a screen reader hears next. */
const heard = (text: string) => waitFor(() => expect(screen.getAllByRole("status").some((region) => region.textContent?.includes(text))).toBe(true));

beforeEach(() => {
  localStorage.clear();
});

describe("the way out of a call", () => {
  it("says what leaving does to the caller, and leaves", async () => {
    const { actions } = await showStaffCall(talking);
    await userEvent.click(button("Leave call"));
    const dialog = screen.getByRole("dialog", { name: "Leave or end the call?" });
    expect(within(dialog).getByText("Leila Haddad goes on hold and keeps the place.")).toBeDefined();
    await userEvent.click(within(dialog).getByRole("button", { name: "Leave call" }));
    expect(actions.leave).toHaveBeenCalledOnce();
    expect(actions.endForAll).not.toHaveBeenCalled();
  });

  it("names whose visit ends with the call for all", async () => {
    const { actions } = await showStaffCall(callOf(drNair, [leila, samira]));
    await userEvent.click(button("Leave call"));
    // The companion has no visit of her own.
    expect(screen.getByText("Ends the visit of Leila Haddad.")).toBeDefined();
    await userEvent.click(button("End call for all"));
    expect(actions.endForAll).toHaveBeenCalledOnce();
  });

  it("with a colleague inside nobody goes on hold", async () => {
    await showStaffCall(callOf(drNair, [leila, seatOf("z-marsh", "Dr Marsh", "host")]));
    await userEvent.click(button("Leave call"));
    expect(screen.getByText("The others go on without you.")).toBeDefined();
  });
});

describe("what the page shows beside the call", () => {
  it("stands in the place of the call's own drawer, which comes back after it, and gives way to one that is asked for", async () => {
    const close = vi.fn();
    const { shows } = await showStaffCall(talking);
    await userEvent.click(button("Chat"));
    await userEvent.type(screen.getByRole("textbox"), "Please show me your");
    shows({ beside: { drawer: <aside aria-label="Team channel" />, close } });
    expect(screen.queryByRole("textbox")).toBeNull();
    await userEvent.click(button("People"));
    expect(close).toHaveBeenCalledOnce();
    shows({ beside: undefined });
    expect(people()).toBeDefined();
    await userEvent.click(button("Chat"));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("Please show me your");
  });
});

describe("tiles", () => {
  it("mark guests, and only them", async () => {
    await showStaffCall(callOf(drNair, [leila, seatOf("z-marsh", "Dr Marsh Guest", "host")]));
    expect(within(tileOf("Leila Haddad")).getByText("Guest")).toBeDefined();
    expect(within(tileOf("Dr Marsh Guest")).queryByText("Guest")).toBeNull();
  });

  it("show initials and the muted sign of somebody without camera and voice", async () => {
    const { session } = await showStaffCall(callOf(drNair, [leila, samira]));
    act(() => session.simulatePeer(samira.id, { cameraOn: false, microphoneOn: false }));
    const tile = screen.getByText("SA").closest("figure") as HTMLElement;
    expect(within(tile).getByText("Muted")).toBeDefined();
  });

  it("show the picture of a colleague without camera, and the letters where it cannot be had", async () => {
    const marsh = seatOf("z-marsh", "Dr Helen Marsh", "host", { picture: "ab12" });
    const { session } = await showStaffCall(callOf(drNair, [leila, marsh]));
    act(() => session.simulatePeer(marsh.id, { cameraOn: false }));
    const picture = () => tileOf("Dr Helen Marsh").querySelector("img");
    expect(picture()?.getAttribute("src")).toBe("/faces/ab12/384.webp");
    fireEvent.error(picture() as HTMLImageElement);
    expect(picture()).toBeNull();
    expect(within(tileOf("Dr Helen Marsh")).getByText("HM")).toBeDefined();
  });

  it("name the person, and by which name guests know them, to colleagues and to the person", async () => {
    const hidden = { ...drNair, knownAs: ["Dr Heart", "Dr Rhythm"] };
    const marsh = seatOf("z-marsh", "Dr Helen Marsh", "host", { knownAs: ["Dr Chief"] });
    await showStaffCall(callOf(hidden, [leila, marsh]));
    expect(within(tileOf("Dr Helen Marsh")).getByText("as Dr Chief")).toBeDefined();
    expect(within(document.querySelector("[data-self=true]") as HTMLElement).getByText("as Dr Heart and Dr Rhythm")).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "People" }));
    expect(screen.getByText(/Host.*guests see Dr Chief/)).toBeDefined();
  });

  it("show no old frame of somebody who switched the camera off, also while the line breaks", async () => {
    const { session } = await showStaffCall(talking);
    act(() => session.simulatePeer(leila.id, { cameraOn: false, quality: "reconnecting", camera: session.getSnapshot().others[0]?.camera ?? null }));
    expect(tileOf("Leila Haddad").querySelector(".unseen video")).not.toBeNull();
    expect(within(tileOf("Leila Haddad")).getByText("LH")).toBeDefined();
  });

  it("ring who speaks, but not in a call of two", async () => {
    const { session, becomes } = await showStaffCall(talking);
    act(() => session.simulatePeer(leila.id, { speaking: true }));
    expect(tileOf("Leila Haddad").className).not.toContain("speaking");
    await becomes(callOf(drNair, [leila, samira]));
    expect(tileOf("Leila Haddad").className).toContain("speaking");
    expect(tileOf("Samira Aziz").className).not.toContain("speaking");
  });

  it("keep what is pinned large while others speak", async () => {
    const { session } = await showStaffCall(callOf(drNair, [leila, samira]));
    expect(tileOf("Samira Aziz").className).toContain("slight");
    await userEvent.click(button("Pin Samira Aziz"));
    act(() => session.simulatePeer(leila.id, { speaking: true }));
    expect(tileOf("Samira Aziz").className).toContain("large");
    expect(tileOf("Leila Haddad").className).toContain("slight");
    await userEvent.click(button("Unpin Samira Aziz"));
    expect(tileOf("Leila Haddad").className).toContain("large");
  });

  it("do not take a video out of the page when its place changes", async () => {
    const { session } = await showStaffCall(callOf(drNair, [leila, samira]));
    const video = screen.getByLabelText("Samira Aziz");
    const moved = vi.fn();
    const watch = new MutationObserver(moved);
    watch.observe(video.closest(".tiles") as Element, { childList: true });
    act(() => session.simulatePeer(samira.id, { speaking: true }));
    await userEvent.click(button("Pin Leila Haddad"));
    expect(screen.getByLabelText("Samira Aziz")).toBe(video);
    expect(watch.takeRecords()).toEqual([]);
    expect(moved).not.toHaveBeenCalled();
    watch.disconnect();
  });

  it("tell the figures of the line on demand", async () => {
    const { session } = await showStaffCall(talking);
    act(() => session.simulatePeer(leila.id, { figures: { route: "relay", rttMs: 64, lossPercent: 0.2, upKbit: 1_400, downKbit: 640, frameHeight: 720, framesPerSecond: 30 } }));
    await userEvent.click(button("Good connection: figures of Leila Haddad"));
    const told = tileOf("Leila Haddad").textContent;
    for (const figure of ["1.4 Mbit/s", "640 kbit/s", "0.2%", "64 ms", "720p, 30/s", "Private, by relay"]) expect(told).toContain(figure);
  });

  it("show a shared screen whole and large, with its owner's name", async () => {
    const { session } = await showStaffCall(talking);
    act(() => session.simulatePeer(leila.id, { sharing: true, screen: session.getSnapshot().others[0]?.camera ?? null }));
    expect(screen.getByLabelText("Screen of Leila Haddad").className).toContain("whole");
    expect(tileOf("Screen of Leila Haddad").className).toContain("large");
  });

  it("of somebody lost say so and offer the phone", async () => {
    await showStaffCall(callOf(drNair, [{ ...leila, presence: "lost" }]), { phoneOf: () => "+44 20 7946 0321" });
    expect(screen.getByText("Waiting for Leila Haddad to come back")).toBeDefined();
    expect(screen.getByRole("link", { name: /Phone/ }).getAttribute("href")).toBe("tel:+442079460321");
  });
});

describe("people, for hosts", () => {
  it("are muted, and nobody is unmuted", async () => {
    const { session, actions } = await showStaffCall(talking);
    await userEvent.click(button("People"));
    await userEvent.click(button("Mute Leila Haddad"));
    expect(actions.mute).toHaveBeenCalledExactlyOnceWith(leila.id);
    act(() => session.simulatePeer(leila.id, { microphoneOn: false }));
    await userEvent.click(button("Leila Haddad is muted and can only unmute themselves"));
    expect(actions.mute).toHaveBeenCalledOnce();
  });

  it("are put on hold and taken back", async () => {
    const { actions, becomes } = await showStaffCall(callOf(drNair, [leila, samira]));
    await userEvent.click(button("People"));
    await userEvent.click(button("More for Samira Aziz"));
    await userEvent.click(button("Put Samira Aziz on hold"));
    expect(actions.hold).toHaveBeenCalledWith([samira.id], true);

    await becomes(callOf(drNair, [leila, { ...samira, state: "held" }]));
    expect(screen.queryByLabelText("Samira Aziz"), "no picture of somebody on hold").toBeNull();
    expect(within(screen.getByRole("list", { name: "On hold" })).getByText("Samira Aziz")).toBeDefined();
    await userEvent.click(button("Take Samira Aziz back into the call"));
    expect(actions.hold).toHaveBeenLastCalledWith([samira.id], false);
  });

  it("are put on hold together", async () => {
    const { actions } = await showStaffCall(callOf(drNair, [leila, samira, seatOf("z-marsh", "Dr Marsh", "host")]));
    await userEvent.click(button("People"));
    await userEvent.click(button("Put all guests on hold"));
    expect(actions.hold).toHaveBeenCalledExactlyOnceWith([leila.id, samira.id], true);
  });

  it("are disconnected after a question that names them", async () => {
    const { actions } = await showStaffCall(talking);
    await userEvent.click(button("People"));
    await userEvent.click(button("More for Leila Haddad"));
    await userEvent.click(button("Disconnect Leila Haddad"));
    expect(actions.disconnect).not.toHaveBeenCalled();
    const dialog = screen.getByRole("dialog", { name: "Disconnect Leila Haddad?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Disconnect Leila Haddad" }));
    expect(actions.disconnect).toHaveBeenCalledExactlyOnceWith(leila.id);
  });

  it("of the own side are neither held nor disconnected", async () => {
    await showStaffCall(callOf(drNair, [leila, seatOf("z-marsh", "Dr Marsh", "host")]));
    await userEvent.click(button("People"));
    await userEvent.click(button("More for Dr Marsh"));
    expect(screen.queryByRole("button", { name: /Put Dr Marsh on hold|Disconnect Dr Marsh/ })).toBeNull();
  });

  it("are invited by a link that is copied, shown and withdrawn", async () => {
    const user = userEvent.setup();
    const invitations = [{ id: "i0", createdAt: TEN_O_CLOCK, expiresAt: TEN_O_CLOCK + 3_600_000, used: false }];
    const { actions } = await showStaffCall(callOf(drNair, [leila], { invitations }), { qrCode: (url) => <span>QR of {url}</span> });
    await user.click(button("People"));
    await user.click(button("Invite"));
    await user.click(button("Make a link"));
    expect((screen.getByLabelText("Invitation link") as HTMLInputElement).value).toBe("https://anteroom.example/i/abc");
    expect(screen.getByText("QR of https://anteroom.example/i/abc")).toBeDefined();
    await user.click(button("Copy link"));
    expect(await navigator.clipboard.readText()).toBe("https://anteroom.example/i/abc");
    await user.click(button(/^Withdraw the invitation/));
    expect(actions.revoke).toHaveBeenCalledExactlyOnceWith("i0");
  });

  it("of a full call are said to be as many as it holds", async () => {
    const { actions } = await showStaffCall(callOf(drNair, [leila], { capacity: 2 }));
    await userEvent.click(button("People"));
    expect(screen.getByText("The call is full: 2 people.")).toBeDefined();
    await userEvent.click(button("Invite"));
    expect(actions.invite).not.toHaveBeenCalled();
    expect(screen.queryByRole("button", { name: "Make a link" })).toBeNull();
  });

  it("invite nobody where the clinic does not want it, and no share of theirs goes on that it takes away", async () => {
    const { session, becomes } = await showStaffCall(talking);
    await session.startScreenShare();
    const tools = { ...talking.tools, host: { mayWrite: true, mayShare: false }, invitations: false };
    await userEvent.click(button("People"));
    await userEvent.click(button("Invite"));
    await becomes({ ...talking, tools });
    expect(screen.queryByRole("button", { name: "Invite" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Make a link" })).toBeNull();
    expect(session.getSnapshot().self.screen).toBeNull();
  });

  it("lock the call where the clinic offers it", async () => {
    const { actions, becomes } = await showStaffCall(talking);
    await userEvent.click(button("People"));
    await userEvent.click(screen.getByRole("switch", { name: /Lock call/ }));
    expect(actions.setLocked).toHaveBeenCalledExactlyOnceWith(true);
    await becomes({ ...talking, lockOffered: false });
    expect(screen.queryByRole("switch", { name: /Lock call/ })).toBeNull();
  });
});

describe("somebody knocks", () => {
  it("every one is seen and may be accepted or declined", async () => {
    const sara = { ...karim, id: "e-sara", name: "Sara Holm" };
    const { actions } = await showStaffCall(callOf(drNair, [leila, karim, sara]));
    await userEvent.click(button("Accept Karim Haddad"));
    expect(actions.accept).toHaveBeenCalledExactlyOnceWith(karim.id);
    await userEvent.click(button("Decline Sara Holm"));
    expect(actions.decline).toHaveBeenCalledExactlyOnceWith(sara.id);
    expect(button("People, 2 knock")).toBeDefined();
  });

  it("stands in the list too, and then not twice", async () => {
    await showStaffCall(callOf(drNair, [leila, karim]));
    await userEvent.click(button("People, 1 knocks"));
    expect(screen.getAllByRole("button", { name: "Accept Karim Haddad" })).toHaveLength(1);
    expect(within(people()).getByText("Karim Haddad")).toBeDefined();
  });

  it("is let in once, however often the button is pressed", async () => {
    const { actions } = await showStaffCall(callOf(drNair, [leila, karim]));
    let answer: () => void = () => {};
    actions.accept.mockImplementationOnce(() => new Promise<void>((resolve) => (answer = resolve)));
    await userEvent.dblClick(button("Accept Karim Haddad"));
    expect(actions.accept).toHaveBeenCalledOnce();
    await act(async () => answer());
    await userEvent.click(button("Accept Karim Haddad"));
    expect(actions.accept).toHaveBeenCalledTimes(2);
  });

  it("is silenced by somebody who is busy, and stays at the door", async () => {
    await showStaffCall(callOf(drNair, [leila, karim]));
    await userEvent.click(button("Busy? Silence the knocking of Karim Haddad"));
    expect(screen.queryByText("Karim Haddad wants to come in")).toBeNull();
    expect(button("People, 1 knocks")).toBeDefined();
  });
});

describe("a screen reader hears", () => {
  it("who came and who left", async () => {
    const { becomes } = await showStaffCall(talking);
    await becomes(callOf(drNair, [leila, samira]));
    await heard("Samira Aziz came into the call.");
  });

  it("a knock at once", async () => {
    const { becomes } = await showStaffCall(talking);
    await becomes(callOf(drNair, [leila, karim]));
    await waitFor(() => expect(screen.getAllByRole("alert").some(({ textContent }) => textContent?.includes("Karim Haddad wants to come in."))).toBe(true));
  });

  it("that somebody wrote, while the chat is closed", async () => {
    const { session } = await showStaffCall(talking);
    act(() => session.simulateMessage(leila.id, "the left knee"));
    await heard("Leila Haddad wrote in the chat.");
  });

  it("who muted, and by which way the call runs now", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const { session } = await showStaffCall(talking);
      await act(() => vi.advanceTimersByTimeAsync(2_000));
      act(() => session.simulatePeer(leila.id, { microphoneOn: false }));
      act(() => session.simulate({ route: "relay" }));
      await heard("The call now runs: Private, by relay.");
      await act(() => vi.advanceTimersByTimeAsync(11_000));
      await heard("Leila Haddad is muted.");
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the rest of the room", () => {
  it("keys work for hosts, and are switched off under More", async () => {
    const { session } = await showStaffCall(talking);
    await userEvent.keyboard("m");
    expect(session.getSnapshot().self.microphoneOn).toBe(false);
    await userEvent.keyboard("?");
    await userEvent.click(screen.getByRole("switch", { name: "Use keys" }));
    await userEvent.keyboard("m");
    expect(session.getSnapshot().self.microphoneOn).toBe(false);
  });

  it("alone, it says what can be done", async () => {
    const { becomes } = await showStaffCall(callOf(drNair, []));
    expect(screen.getByText(/invite a person by link/)).toBeDefined();
    await becomes(callOf(drNair, [{ ...leila, state: "held" }]));
    expect(screen.getByText(/1 person is on hold/)).toBeDefined();
  });

  it("without the server it says that the call goes on", async () => {
    await showStaffCall(talking, { online: false });
    expect(screen.getByText(/Not connected to Anteroom. The call goes on/)).toBeDefined();
  });

  it("a shared screen is said and stopped", async () => {
    const getDisplayMedia = vi.fn();
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { mediaDevices: { getDisplayMedia } }));
    const { session } = await showStaffCall(talking);
    await userEvent.click(button("Share screen"));
    expect(await screen.findByText("Everyone sees your screen.")).toBeDefined();
    await userEvent.click(screen.getAllByRole("button", { name: "Stop sharing" })[0] as HTMLElement);
    expect(session.getSnapshot().self.screen).toBeNull();

    session.simulateShareOutcome({ ok: false, rejection: "dismissed" });
    await userEvent.click(button("Share screen"));
    expect(screen.queryByText(/could not be shared/)).toBeNull();
    session.simulateShareOutcome({ ok: false, rejection: "failed" });
    await userEvent.click(button("Share screen"));
    expect(await screen.findByText(/could not be shared/)).toBeDefined();
    vi.unstubAllGlobals();
  });

  it("the waiting area is opened from the stage and closed by Escape", async () => {
    const setOpen = vi.fn();
    const area = { label: "Waiting area", setOpen, waiting: 3, drawer: <button type="button">Add Ahmed</button> };
    await showStaffCall(talking, { waitingArea: { ...area, open: false } });
    await userEvent.click(button("Show the waiting area, 3 waiting"));
    expect(setOpen).toHaveBeenCalledExactlyOnceWith(true);
  });
});

describe("sounds", () => {
  const started: number[] = [];
  beforeEach(() => {
    started.length = 0;
    const node = { connect: () => node, gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} } };
    class FakeAudioContext {
      readonly state = "running";
      readonly currentTime = 0;
      readonly destination = {};
      createGain = () => node;
      createOscillator = () => ({ frequency: { value: 0 }, connect: () => node, start: (at: number) => started.push(at), stop() {} });
      resume = async () => {};
      close = async () => {};
    }
    vi.stubGlobal("AudioContext", FakeAudioContext);
    vi.useFakeTimers({ shouldAdvanceTime: true });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const KNOCK = 3;

  it("ring for every knock, and again while nobody answers", async () => {
    const { becomes } = await showStaffCall(callOf(drNair, [leila, karim]));
    expect(started).toHaveLength(KNOCK);
    await becomes(callOf(drNair, [leila, karim, { ...karim, id: "e-sara", name: "Sara Holm" }]));
    expect(started).toHaveLength(2 * KNOCK);
    act(() => void vi.advanceTimersByTime(20_000));
    expect(started).toHaveLength(3 * KNOCK);
  });

  it("remind the host of somebody on hold", async () => {
    await showStaffCall(callOf(drNair, [leila, { ...samira, state: "held" }]));
    expect(started).toHaveLength(0);
    act(() => void vi.advanceTimersByTime(60_000));
    expect(started).toHaveLength(2);
  });

  it("are off for whoever switched them off", async () => {
    localStorage.setItem("anteroom.call", JSON.stringify({ sounds: false }));
    await showStaffCall(callOf(drNair, [leila, karim]));
    expect(started).toHaveLength(0);
  });
});
