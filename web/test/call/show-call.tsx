import type { CallView, SeatView } from "@anteroom/core/protocol";
import { act, render } from "@testing-library/react";
import { vi } from "vitest";
import english from "../../src/i18n/call-en.json";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import { createFakeStream } from "../../src/link/fake/fake-stream.ts";
import { createFakeSession, type FakeSession } from "../../src/media/fake/fake-session.ts";
import { PatientCall } from "../../src/call/patient-call.tsx";
import { StaffCall } from "../../src/call/staff-call.tsx";
import type { HostActions, StaffCallProps } from "../../src/call/staff-call-props.ts";
import { TEN_O_CLOCK } from "./call-view.ts";

const texts = async () => english;

function give(session: FakeSession, call: CallView): void {
  const own = call.seats.find(({ id }) => id === call.you);
  const others = call.seats.filter((seat: SeatView) => seat.id !== call.you && (seat.state === "in" || seat.state === "held"));
  session.setPeers(
    others.map(({ id, state, presence, role }) => ({ seatId: id, held: state === "held", present: presence === "here", ...call.tools[role] })),
    { held: own?.state !== "in", epoch: 0, ...call.tools[own?.role ?? "guest"] },
  );
}

async function openSession(call: CallView): Promise<FakeSession> {
  const session = createFakeSession({ ownSeatId: call.you });
  give(session, call);
  await session.join();
  await session.local.acquire();
  return session;
}

/** A host's call; what the server would say is said by the test. */
export async function showStaffCall(call: CallView, props: Partial<StaffCallProps> = {}) {
  const session = await openSession(call);
  const actions = {
    leave: vi.fn(async () => {}),
    endForAll: vi.fn(async () => {}),
    hold: vi.fn(async () => {}),
    disconnect: vi.fn(async () => {}),
    accept: vi.fn(async () => {}),
    decline: vi.fn(async () => {}),
    mute: vi.fn(async () => {}),
    invite: vi.fn(async () => ({ id: "i1", url: "https://anteroom.example/i/abc", expiresAt: TEN_O_CLOCK })),
    revoke: vi.fn(async () => {}),
    setLocked: vi.fn(async () => {}),
  } satisfies HostActions;
  let mute: (byName: string) => void = () => {};
  const onMuted: StaffCallProps["onMuted"] = (listener) => {
    mute = listener;
    return () => {};
  };
  let now = props;
  const page = (shown: CallView) => (
    <LanguageProvider tag="en" messages={english} load={texts}>
      <StaffCall session={session} call={shown} title="Leila Haddad" now={() => TEN_O_CLOCK + 252_000} online actions={actions} onMuted={onMuted} {...now} />
    </LanguageProvider>
  );
  const { rerender } = render(page(call));
  return {
    session,
    actions,
    mutedBy: (name: string) => act(() => mute(name)),
    /** The page gives the screen something else. */
    shows(next: Partial<StaffCallProps>) {
      now = { ...now, ...next };
      rerender(page(call));
    },
    /** A new view of the call came from the server. */
    async becomes(next: CallView) {
      await act(async () => give(session, next));
      rerender(page(next));
    },
  };
}

/** A patient's call. */
export async function showPatientCall(call: CallView, { onLeave = vi.fn(async () => {}), supportPhone = "+44 20 7946 0000" } = {}) {
  const session = await openSession(call);
  const stream = createFakeStream(() => TEN_O_CLOCK + 252_000);
  stream.simulateTopic(`call:${call.id}`, call);
  render(
    <LanguageProvider tag="en" messages={english} load={texts}>
      <PatientCall stream={stream} callId={call.id} session={session} clinic={{ name: "Cardiology", logoIcon: "heart", supportPhone }} onLeave={onLeave} />
    </LanguageProvider>,
  );
  return {
    session,
    stream,
    onLeave,
    async becomes(next: CallView) {
      await act(async () => {
        give(session, next);
        stream.simulateTopic(`call:${call.id}`, next);
      });
    },
  };
}
