import type { CallView } from "@anteroom/core/protocol";
import { useCallback, useEffect, useState } from "react";
import { useText } from "../i18n/call-messages.ts";
import { WifiOffIcon } from "../ui/icons/lucide.ts";
import { ClinicLogo } from "../ui/icons/logo.ts";
import { GuestLeaveDialog } from "./bar/leave-dialog.tsx";
import { CallScreen } from "./call-screen.tsx";
import { PeopleDrawer } from "./drawers/people-drawer.tsx";
import { namesOf } from "./names.ts";
import type { PatientCallProps } from "./patient-call-props.ts";
import { useStore } from "../ui/use-store.ts";

/** The call as a patient or companion sees it. Empty for the moment until the view of the call arrives. */
export function PatientCall({ stream, callId, session, clinic, languagePicker, onLeave }: PatientCallProps) {
  const t = useText();
  const topic = useStore(stream.topic<CallView>(`call:${callId}`));
  const { ownSeatId } = session;
  const onMuted = useCallback(
    (listener: (byName: string) => void) =>
      stream.onFrame("muted", ({ seatId, byName }) => {
        if (seatId === ownSeatId) listener(byName);
      }),
    [stream, ownSeatId],
  );
  if (topic.state !== "here") return <main className="call" aria-busy="true" />;

  const call = topic.value;
  const names = namesOf(call.seats);
  const hosts = call.seats.filter(({ role, state }) => role === "host" && state === "in").map(({ id }) => names.get(id) ?? "");
  return (
    <CallScreen
      session={session}
      call={call}
      isHost={false}
      title={hosts.length > 0 ? t.intl.formatList(hosts) : clinic.name}
      logo={
        <span className="call-logo" title={clinic.name}>
          <ClinicLogo name={clinic.logoIcon} alt={clinic.name} />
        </span>
      }
      tools={languagePicker}
      now={stream.serverNow}
      onMuted={onMuted}
      renderNotes={() => <Offline stream={stream} />}
      renderPeople={(props) => <PeopleDrawer {...props} />}
      renderLeave={(close) => <GuestLeaveDialog onClose={close} onLeave={onLeave} />}
      failedText={clinic.supportPhone ? t("failed.guestPhone", { phone: clinic.supportPhone }) : t("failed.guest")}
      alone={
        <div className="stage-empty" role="status">
          <p className="lead">{t("alone.guest")}</p>
          <p>{t("alone.guestText")}</p>
        </div>
      }
    />
  );
}

/** Shorter breaks heal unseen. Milliseconds. */
const PATIENCE_MS = 3_000;

/** The call itself needs no server, and the person should know that nothing is lost. */
function Offline({ stream }: Pick<PatientCallProps, "stream">) {
  const t = useText();
  const isConnected = useStore(stream).connection === "connected";
  const [overdue, setOverdue] = useState(false);
  useEffect(() => {
    if (isConnected) return;
    const timer = setTimeout(() => setOverdue(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [isConnected]);
  if (isConnected || !overdue) return null;
  return (
    <div className="stage-note" role="status">
      <WifiOffIcon />
      <p>{t("note.offlineGuest")}</p>
    </div>
  );
}
