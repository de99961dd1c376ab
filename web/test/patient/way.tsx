import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect } from "vitest";
import { ClinicPage } from "../../src/patient/clinic-page.tsx";
import { CALL, clinicOf, SEAT, show, surroundingsOf, VISIT, visitOf } from "./stage.tsx";

export const ENTER = "POST /api/public/clinics/{slug}/visits";

/** A clinic's link. */
export async function opens(change: Parameters<typeof clinicOf>[0] = {}, world = surroundingsOf(), tag = "en", offered?: readonly string[]) {
  const clinic = clinicOf(change);
  world.answers.set(ENTER, () => ({ ok: true, reply: { ok: true, visitId: VISIT, callId: CALL, seatId: SEAT } }));
  const { user, container, unmount } = await show(<ClinicPage slug={clinic.slug} boot={{ state: "here", clinic }} />, world.surroundings, tag, offered);
  return { world, user, clinic, container, unmount };
}

export async function fillsIn(user: Awaited<ReturnType<typeof opens>>["user"]) {
  await user.click(screen.getByRole("button", { name: "Start video call" }));
  const written = [
    ["First name", "Leila"],
    [/^Last name/, "Haddad"],
    ["Phone", "0355501482"],
  ] as const;
  for (const [label, value] of written) fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

/** From the link into the waiting room, where the server has spoken once. */
export async function enters(world = surroundingsOf(), change: Parameters<typeof clinicOf>[0] = {}) {
  const opened = await opens(change, world);
  await fillsIn(opened.user);
  await opened.user.click(screen.getByRole("button", { name: "Continue" }));
  await waitFor(() => expect(world.streams).toHaveLength(1));
  const stream = world.streams[0] as (typeof world.streams)[0];
  const tell = (visit: ReturnType<typeof visitOf>) => act(async () => stream.simulateTopic(`visit:${VISIT}`, { ...visit, clinic: { ...visit.clinic, ...change } }));
  await tell(visitOf());
  act(() => stream.simulate({ t: "seated", seatId: SEAT }));
  return { ...opened, stream, tell };
}
