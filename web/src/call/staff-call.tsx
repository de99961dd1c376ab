import { useMemo } from "react";
import { useText } from "../i18n/call-messages.ts";
import { WifiOffIcon } from "../ui/icons/lucide.ts";
import { CallScreen } from "./call-screen.tsx";
import { HostLeaveDialog } from "./host/host-leave-dialog.tsx";
import { HostPeopleDrawer } from "./host/host-people-drawer.tsx";
import { KnockNotes } from "./host/knock-notes.tsx";
import { oneAtATime } from "./host/one-at-a-time.ts";
import { useHoldReminder } from "./host/use-hold-reminder.ts";
import { isAbsent, type People, type Person } from "./people.ts";
import type { CallSounds } from "./sounds.ts";
import type { StaffCallProps } from "./staff-call-props.ts";
import { useWakeLock } from "../ui/use-wake-lock.ts";

/** The call as a host sees it, with the waiting area beside it. */
export function StaffCall({ session, call, title, now, online, actions: pageActions, onMuted, phoneOf, waitingArea, beside, notes, onDeviceHelp, qrCode }: StaffCallProps) {
  const t = useText();
  useWakeLock();
  const actions = useMemo(() => oneAtATime(pageActions), [pageActions]);
  const phone = (person: Person) => (person.isGuest ? (phoneOf?.(person.seat) ?? null) : null);
  const held = call.seats.filter(({ id, state }) => id !== call.you && state === "held").length;
  return (
    <CallScreen
      session={session}
      call={call}
      isHost
      title={title}
      now={now}
      onMuted={onMuted}
      onDeviceHelp={onDeviceHelp}
      phoneOf={(person) => (isAbsent(person) || person.media?.quality === "lost" ? phone(person) : null)}
      {...(waitingArea && { waitingArea })}
      beside={beside}
      renderPeople={(props) => <HostPeopleDrawer {...props} call={call} actions={actions} phoneOf={phone} qrCode={qrCode} />}
      renderLeave={(close, people) => <HostLeaveDialog people={people} actions={actions} onClose={close} />}
      renderNotes={(people, sounds, drawer) => (
        <>
          {notes}
          <HostNotes people={people} sounds={sounds} online={online} actions={actions} listOpen={drawer === "people"} />
        </>
      )}
      failedText={t("failed.host")}
      alone={
        <div className="stage-empty" role="status">
          <p className="lead">{t("alone.host")}</p>
          <p>{held > 0 ? t("alone.hostHeld", { count: held }) : t("alone.hostText")}</p>
        </div>
      }
    />
  );
}

type HostNotesProps = { people: People; sounds: CallSounds | null; online: boolean; actions: StaffCallProps["actions"]; listOpen: boolean };

/** Who knocks stands in the list of people too; once is enough. */
function HostNotes({ people, sounds, online, actions, listOpen }: HostNotesProps) {
  const t = useText();
  useHoldReminder(people.held.length > 0, sounds);
  return (
    <>
      {!online && (
        <div className="stage-note" role="status">
          <WifiOffIcon />
          <p>{t("note.offline")}</p>
        </div>
      )}
      <KnockNotes knocking={people.knocking} shown={!listOpen} sounds={sounds} actions={actions} />
    </>
  );
}
