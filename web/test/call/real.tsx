/**
 * Two pages of one browser in a real direct call, without a server: open /test/call/real.html?you=a-nair and ?you=b-leila.
 * The host's *Put on hold* and *Take back* work on both. Not part of any build.
 */
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";
import "../../src/ui/components.css";
import type { CallView } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { createCallMedia } from "../../src/call/call-media.ts";
import { PatientCall } from "../../src/call/patient-call.tsx";
import { StaffCall } from "../../src/call/staff-call.tsx";
import { useStore } from "../../src/ui/use-store.ts";
import { loadCallMessages } from "../../src/i18n/call-messages.ts";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import { createFakeStream } from "../../src/link/fake/fake-stream.ts";
import { createLocalMedia } from "../../src/media/devices.ts";
import { createDirectSession } from "../../src/media/direct/direct-session.ts";
import type { SignalChannel, SignalData } from "../../src/media/session.ts";
import { callOf, drNair, leila } from "./call-view.ts";

const you = new URLSearchParams(location.search).get("you") === leila.id ? leila : drNair;
const other = you === leila ? drNair : leila;

type Signal = { to: string; from: string; data: SignalData };
const lane = new BroadcastChannel("signals");
const channel: SignalChannel = {
  send: (to, data) => lane.postMessage({ to, from: you.id, data } satisfies Signal),
  subscribe(listener) {
    const heard = ({ data }: MessageEvent<Signal>) => {
      if (data.to === you.id) listener(data.from, data.data);
    };
    lane.addEventListener("message", heard);
    return () => lane.removeEventListener("message", heard);
  },
  isConnected: () => true,
  onReconnected: () => () => {},
};
const roster = new BroadcastChannel("roster");
const local = createLocalMedia();
const ice = { iceServers: [], relayOnly: false, expiresAt: Date.now() + 600_000 };
const media = createCallMedia({ createSession: createDirectSession, local, channelFor: () => channel, iceFor: async () => ice, now: Date.now });
const stream = createFakeStream();
const none = async () => {};
const nothing = () => {};

function viewOf(held: boolean): CallView {
  if (you === leila) return held ? callOf({ ...leila, state: "held" }, []) : callOf(leila, [drNair]);
  return callOf(drNair, [{ ...other, state: held ? "held" : "in" }]);
}

function Page() {
  const [held, setHeld] = useState(false);
  const call = viewOf(held);
  const { session } = useStore(media);
  useEffect(() => {
    roster.onmessage = ({ data }: MessageEvent<boolean>) => setHeld(data);
  }, []);
  useEffect(() => {
    const next = viewOf(held);
    stream.simulateTopic("call:call-1", next);
    media.follow(next);
  }, [held]);
  if (!session) return null;
  if (you === leila) return <PatientCall stream={stream} callId="call-1" session={session} clinic={{ name: "Cardiology", logoIcon: "heart", supportPhone: "" }} onLeave={none} />;
  const hold = async (_seatIds: readonly string[], on: boolean) => {
    setHeld(on);
    roster.postMessage(on);
  };
  return (
    <StaffCall
      session={session}
      call={call}
      title={other.name}
      now={Date.now}
      online
      onMuted={() => nothing}
      actions={{ leave: none, endForAll: none, hold, disconnect: none, accept: none, decline: none, mute: none, revoke: none, setLocked: none, invite: async () => null }}
    />
  );
}

const messages = await loadCallMessages("en");
await local.acquire();
createRoot(document.getElementById("page") as HTMLElement).render(
  <LanguageProvider tag="en" messages={messages} load={loadCallMessages}>
    <Page />
  </LanguageProvider>,
);
