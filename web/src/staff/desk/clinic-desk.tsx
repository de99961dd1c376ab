import type { ClinicPage } from "@anteroom/core/protocol";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { permissionFor } from "../../media/device-problem.ts";
import { focusBackTo } from "../app/focus-in-place.ts";
import { useLatest } from "../app/latest.ts";
import { useLink } from "../app/link.tsx";
import { useWorld } from "../app/world.tsx";
import { usePerson } from "../app/session.tsx";
import { useAlertChoice } from "../alerts/alert-choice.ts";
import { useNewcomers } from "../alerts/use-newcomers.ts";
import { WishDialog } from "../dialogs/wish-dialog.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { useNotices } from "../ui/notices.tsx";
import type { BoardThings } from "../waiting-area/board-view.ts";
import { firstInQueue } from "../waiting-area/board-view.ts";
import { RowMenu } from "../waiting-area/row-menu.tsx";
import { createBusy } from "./busy.ts";
import { createCommands } from "./commands.ts";
import { type Desk, DeskProvider, type DetailsTab } from "./desk.tsx";
import { useWantedJoin } from "./new-window.ts";
import type { Wish } from "./wish.ts";

/** Brings commands, dialogs, the details of a caller and the alerts of one clinic together, for the list and for the call alike. */
export function ClinicDesk({ clinic, things, loading, children }: { clinic: ClinicPage; things: BoardThings; loading: boolean; children: ReactNode }) {
  const t = useText();
  const { send, stream } = useLink();
  const { local } = useWorld();
  const notices = useNotices();
  const person = usePerson();
  const ownCall = useOwnCall();
  const [wish, setWish] = useState<Wish | null>(null);
  const [details, setDetails] = useState<{ visitId: string; tab: DetailsTab } | null>(null);
  const [isChannelOpen, setChannelOpen] = useState(false);
  const [menu, setMenu] = useState<{ visitId: string; anchor: HTMLElement } | null>(null);
  const menuButton = useRef<HTMLElement | null>(null);
  const [alertChoice, setAlertChoice] = useAlertChoice(person.id, clinic.id);
  useNewcomers(clinic, alertChoice, person.id);

  const byId = useMemo(() => new Map([...things.rows, ...things.ended].map((row) => [row.id, row])), [things]);
  // Commands live as long as the page; what they need now is looked up when they run.
  const now = useLatest({ t, clinic, byId, ownCall, details });
  const [busy] = useState(createBusy);
  const commands = useMemo(
    () =>
      createCommands({
        send,
        notices,
        busy,
        t: () => now().t,
        clinic: () => now().clinic,
        rowOf: (visitId) => now().byId.get(visitId),
        ownSeat: () => now().ownCall.seat,
        warmSeat: (visitId) => now().ownCall.media.warmSeat(visitId),
        ask: setWish,
        enterCall: ({ callId, seatId, leadsOn }, call) => {
          now().ownCall.enter({ callId, seatId, ...(leadsOn && { leadsOn }) }, call);
          setDetails(null);
          setChannelOpen(false);
        },
      }),
    [send, notices, busy, now],
  );

  useWantedJoin({ loading, rowOf: (visitId) => byId.get(visitId), commands });

  const isIn = ownCall.seat !== null;
  const steady = useMemo(
    () => ({
      rowOf: (visitId: string) => now().byId.get(visitId),
      ask: setWish,
      openDetails(visitId: string, tab: DetailsTab = "details") {
        // An open row is an intent: the transport comes up while somebody reads it.
        if (now().details?.visitId !== visitId) stream.send({ t: "warm", visitId });
        const row = now().byId.get(visitId);
        // From then on nobody else is alerted. Should it be lost on the way, they are, and no harm is done.
        if (now().clinic.escalates && row?.state === "waiting" && !row.opened) void send("POST /api/visits/{visitId}/opened", { params: { visitId } });
        setDetails({ visitId, tab });
      },
      openChannel() {
        setDetails(null);
        setChannelOpen(true);
      },
      closeChannel: () => setChannelOpen(false),
      openMenu(visitId: string, anchor: HTMLElement) {
        menuButton.current = anchor;
        setMenu({ visitId, anchor });
      },
      warm(visitId: string) {
        stream.send({ t: "warm", visitId });
      },
      wakeDevices: () => void wakeDevices(local),
      cool(visitId: string) {
        stream.send({ t: "cool", visitId });
      },
    }),
    [stream, local, now, send],
  );
  useSleepingDevices(local, isIn);

  const desk = useMemo<Desk>(
    () => ({ clinic, commands, busy, ownSeat: ownCall.seat, alertChoice, setAlertChoice, details, closeDetails: () => setDetails(null), isChannelOpen, ...steady }),
    [clinic, commands, busy, ownCall.seat, alertChoice, setAlertChoice, details, isChannelOpen, steady],
  );

  /** An answer that comes late leaves the dialog alone that was opened since. */
  function closeDialog(asked: Wish): void {
    setWish((shown) => (shown === asked ? null : shown));
    focusBackTo(menuButton.current);
    menuButton.current = null;
  }

  const menuRow = menu && byId.get(menu.visitId);
  return (
    <DeskProvider desk={desk}>
      {children}
      {menu && menuRow && <RowMenu row={menuRow} first={firstInQueue(things.rows)} anchor={menu.anchor} onClose={() => setMenu(null)} />}
      {wish && <WishDialog key={wish.kind} wish={wish} things={things} onClose={() => closeDialog(wish)} />}
    </DeskProvider>
  );
}

/** A camera switched on for a *Join* that did not come goes out again. Milliseconds. */
const IDLE_DEVICES_MS = 30_000;

/** The devices come up with the transport where the browser need not ask: so the first picture is there with *Join*. */
async function wakeDevices(local: ReturnType<typeof useWorld>["local"]): Promise<void> {
  const { asking, camera, microphoneTrack } = local.getSnapshot();
  if (asking || camera || microphoneTrack) return;
  const [cameraAnswer, microphoneAnswer] = await Promise.all([permissionFor("camera"), permissionFor("microphone")]);
  if (cameraAnswer === "granted" && microphoneAnswer === "granted") await local.acquire();
}

function useSleepingDevices(local: ReturnType<typeof useWorld>["local"], isIn: boolean): void {
  useEffect(() => {
    if (isIn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopWatching = local.subscribe(() => {
      clearTimeout(timer);
      const { camera, microphoneTrack } = local.getSnapshot();
      if (camera || microphoneTrack) timer = setTimeout(() => local.stop(), IDLE_DEVICES_MS);
    });
    return () => {
      stopWatching();
      clearTimeout(timer);
    };
  }, [local, isIn]);
}
