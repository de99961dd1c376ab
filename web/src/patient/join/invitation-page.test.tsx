import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CALL, refused, SEAT, show, surroundingsOf, VISIT } from "../../../test/patient/stage.tsx";
import { DeviceLinkPage } from "./device-link-page.tsx";
import { InvitationPage } from "./invitation-page.tsx";

const LOOK = "POST /api/invitations/look";
const REDEEM = "POST /api/invitations/redeem";

beforeEach(() => sessionStorage.clear());

function invited() {
  const world = surroundingsOf();
  world.answers.set(LOOK, () => ({ ok: true, reply: { clinicName: "Cardiology", organisationName: "Marlow Valley", logoIcon: "heart" } }));
  world.answers.set(REDEEM, () => ({ ok: true, reply: { ok: true, callId: CALL, seatId: SEAT } }));
  return world;
}
const callWith = (state: string, more: object = {}) => ({
  id: CALL,
  you: SEAT,
  closed: false,
  epoch: 0,
  tools: { host: { mayWrite: true, mayShare: true }, guest: { mayWrite: true, mayShare: true }, invitations: true },
  seats: [
    { id: SEAT, name: "Omar", role: "guest", kind: "companion", state, presence: "here", since: 0, visitId: null },
    ...(state === "in" ? [{ id: "host", name: "Dr Nair", role: "host", kind: "member", state: "in", presence: "here", since: 0, visitId: null }] : []),
  ],
  ...more,
});

describe("an invitation into a running call", () => {
  it("uses nothing up when it is only opened", async () => {
    const world = invited();
    await show(<InvitationPage token="secret" />, world.surroundings);
    expect(await screen.findByRole("heading", { name: "Join the call at Cardiology" })).toBeVisible();
    expect(world.sent.map(({ key }) => key)).toEqual([LOOK]);
  });

  it("asks for a name, lets the guest knock, then shows the call, and says when it is over", async () => {
    const world = invited();
    const { user } = await show(<InvitationPage token="secret" />, world.surroundings);
    await user.click(await screen.findByRole("button", { name: "Join the call" }));
    expect(screen.getByLabelText("Your name")).toBeInvalid();
    await user.type(screen.getByLabelText("Your name"), "Omar");
    await user.click(screen.getByRole("button", { name: "Join the call" }));
    await waitFor(() => expect(world.streams).toHaveLength(1));
    expect(world.sent.at(-1)?.options.body).toMatchObject({ token: "secret", name: "Omar" });
    const stream = world.streams[0] as (typeof world.streams)[0];
    await act(async () => stream.simulateTopic(`call:${CALL}`, callWith("knocking")));
    act(() => stream.simulate({ t: "seated", seatId: SEAT }));
    expect(await screen.findByText(/They will let you in/)).toBeVisible();
    await act(async () => stream.simulateTopic(`call:${CALL}`, callWith("in")));
    expect(await screen.findByRole("button", { name: "Leave call" })).toBeVisible();
    await act(async () => stream.simulateTopic(`call:${CALL}`, callWith("in", { closed: true })));
    expect(await screen.findByRole("heading", { name: "You are no longer in the call" })).toBeVisible();
  });

  it("returns to the seat after a reload without asking again", async () => {
    sessionStorage.setItem("anteroom.guest", JSON.stringify({ token: "secret", callId: CALL, seatId: SEAT }));
    const world = invited();
    await show(<InvitationPage token="secret" />, world.surroundings);
    await waitFor(() => expect(world.streams).toHaveLength(1));
    expect(world.sent.some(({ key }) => key === REDEEM)).toBe(false);
  });

  it("does not say goodbye while the others still see the guest", async () => {
    const world = invited();
    sessionStorage.setItem("anteroom.guest", JSON.stringify({ token: "secret", callId: CALL, seatId: SEAT }));
    const { user } = await show(<InvitationPage token="secret" />, world.surroundings);
    world.answers.set("POST /api/calls/{callId}/leave", () => refused("unreachable"));
    await user.click(await screen.findByRole("button", { name: "Leave" }));
    expect(await screen.findByText(/We cannot reach the clinic/)).toBeVisible();
    world.answers.delete("POST /api/calls/{callId}/leave");
    await user.click(screen.getByRole("button", { name: "Leave" }));
    expect(await screen.findByRole("heading", { name: "You are no longer in the call" })).toBeVisible();
  });

  it("says plainly that a link is used up", async () => {
    const world = surroundingsOf();
    world.answers.set(LOOK, () => refused("notFound", { status: 404 }));
    await show(<InvitationPage token="old" />, world.surroundings);
    expect(await screen.findByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  });
});

describe("a link to another device", () => {
  it("moves the visit only when the person says so", async () => {
    const world = surroundingsOf();
    world.answers.set("POST /api/device-links/redeem", () => ({ ok: true, reply: { ok: true, visitId: VISIT, slug: "heart" } }));
    const go = vi.fn();
    const { user } = await show(<DeviceLinkPage token="secret" go={go} />, world.surroundings);
    expect(world.sent).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Continue here" }));
    await waitFor(() => expect(go).toHaveBeenCalledWith("/c/heart?here"));
    expect(sessionStorage.getItem("anteroom.visit")).toContain(VISIT);
  });

  it("that came by text leads back to the place, and nothing happens before the person says so", async () => {
    const world = surroundingsOf();
    const answers: unknown[] = [refused("notFound", { status: 404 }), { ok: true, reply: { ok: true, visitId: VISIT, slug: "heart" } }];
    world.answers.set("POST /api/device-links/redeem", () => answers.pop() as never);
    const go = vi.fn();
    const { user } = await show(<DeviceLinkPage token="secret" why="back" go={go} />, world.surroundings);
    expect([screen.getByRole("heading", { level: 1 }).textContent, world.sent]).toEqual(["Go back to your place?", []]);
    await user.click(screen.getByRole("button", { name: "Go back to my place" }));
    await waitFor(() => expect(go).toHaveBeenCalledWith("/c/heart?here"));
    await show(<DeviceLinkPage token="old" why="back" />, world.surroundings);
    await user.click(screen.getAllByRole("button", { name: "Go back to my place" }).at(-1)!);
    expect(await screen.findByText(/Your place is not kept any more/)).toBeVisible();
  });

  it("says plainly that it is used up", async () => {
    const world = surroundingsOf();
    world.answers.set("POST /api/device-links/redeem", () => refused("notFound", { status: 404 }));
    const { user } = await show(<DeviceLinkPage token="old" />, world.surroundings);
    await user.click(screen.getByRole("button", { name: "Continue here" }));
    expect(await screen.findByText(/make a new one on the other device/)).toBeVisible();
  });
});
