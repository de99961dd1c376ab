import type { SeatView } from "@anteroom/core/protocol";
import { useCallback, useMemo, useState } from "react";
import type { HostActions } from "../../call/index.ts";
import { useText } from "../../i18n/staff-messages.ts";
import type { EndpointKey } from "@anteroom/core/protocol";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { HAS_SIDEBAR, useMediaQuery } from "../app/media-query.ts";
import { useConnection, useLink } from "../app/link.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { usePerson } from "../app/session.tsx";
import { useWorld } from "../app/world.tsx";
import { useDesk } from "../desk/desk.tsx";
import { DeskDrawer } from "../desk/desk-drawer.tsx";
import { useNotices } from "../ui/notices.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import type { BoardThings } from "../waiting-area/board-view.ts";
import { refusalText } from "../words/refusal.ts";
import { DevicesDialog } from "./devices-dialog.tsx";
import { HandoverNotes } from "./handover-notes.tsx";
import { useOwnCall } from "./own-call.tsx";
import { WaitingDrawer } from "./waiting-drawer.tsx";
import type { RequestOptions } from "../../link/request.ts";

/** The call in the page of its clinic, with the waiting area as a drawer beside it. */
export function CallPlace({ things }: { things: BoardThings }) {
  const t = useText();
  const { StaffCall } = useWorld();
  const { stream } = useLink();
  const { clinic, details, closeDetails, isChannelOpen, closeChannel } = useDesk();
  const person = usePerson();
  const { seat, view, session, isElsewhere, takeOver } = useOwnCall();
  const { connection } = useConnection();
  const hasRoom = useMediaQuery(HAS_SIDEBAR);
  const [showsDevices, setShowsDevices] = useState(false);
  const [drawerOpen, setDrawerOpen] = useState(hasRoom);
  const actions = useHostActions();
  const guests = view?.seats.filter(({ role, state }) => role === "guest" && (state === "in" || state === "held")) ?? [];
  const title = guests.length > 0 ? t.intl.formatList(guests.map(({ name }) => name)) : t("ownCall.alone");
  const waiting = things.rows.filter(({ state, presence }) => state === "waiting" && presence !== "offline").length;
  usePageTitle(title, waiting);

  const onMuted = useCallback(
    (listener: (byName: string) => void) =>
      stream.onFrame("muted", (frame) => {
        if (frame.seatId === seat?.seatId) listener(frame.byName);
      }),
    [stream, seat?.seatId],
  );
  const phones = useMemo(() => new Map(things.rows.map((row) => [row.id, row.phone])), [things.rows]);
  const phoneOf = useCallback((each: SeatView) => (each.visitId && phones.get(each.visitId)) || null, [phones]);

  if (!seat) return null;
  if (isElsewhere)
    return (
      <main className="page" id="main">
        <div className="page-in mid">
          <h1>{t("nav.waitingArea")}</h1>
          <Banner tone="info" role="status">
            <p>{t("ownCall.elsewhere")}</p>
            <Button onClick={() => takeOver(seat)}>{t("ownCall.continueHere")}</Button>
          </Banner>
        </div>
      </main>
    );
  const drawer = <WaitingDrawer things={things} clinicName={clinic.name} onClose={() => setDrawerOpen(false)} />;
  if (!view || !session)
    return (
      <main className={drawerOpen ? "call has-l" : "call"} id="main" tabIndex={-1}>
        <h1 className="sr">{title}</h1>
        {drawerOpen && (
          <aside className="drawer drawer-l" aria-label={t("nav.waitingArea")}>
            {drawer}
          </aside>
        )}
        <div className="stage">
          <Skeleton label={t("ownCall.coming")} />
        </div>
      </main>
    );
  return (
    <>
      <StaffCall
        key={view.id}
        session={session}
        call={view}
        title={title}
        now={stream.serverNow}
        online={connection === "connected"}
        actions={actions}
        onMuted={onMuted}
        onDeviceHelp={() => setShowsDevices(true)}
        phoneOf={phoneOf}
        beside={
          hasRoom && (details || isChannelOpen)
            ? {
                drawer: <DeskDrawer things={things} over={false} />,
                close() {
                  closeDetails();
                  closeChannel();
                },
              }
            : undefined
        }
        waitingArea={{ label: t("nav.waitingArea"), open: drawerOpen, setOpen: setDrawerOpen, waiting, drawer }}
        notes={<HandoverNotes rows={things.rows} view={view} personId={person.id} />}
        qrCode={(url) => <QrCode text={url} label={t("ownCall.invitationQr")} />}
      />
      {!hasRoom && <DeskDrawer things={things} over />}
      {showsDevices && <DevicesDialog onClose={() => setShowsDevices(false)} />}
    </>
  );
}

/** What a host presses in the call. A refusal is told here; the call screen only waits for the answer. */
function useHostActions(): HostActions {
  const t = useText();
  const { send } = useLink();
  const { ask, rowOf, openDetails } = useDesk();
  const notices = useNotices();
  const { seat, exit } = useOwnCall();
  const callId = seat?.callId ?? "";
  return useMemo(() => {
    async function command<K extends EndpointKey>(key: K, options: RequestOptions<K>) {
      const answer = await send(key, options);
      if (!answer.ok) notices.refused(refusalText(t, answer.problem));
      return answer.ok ? answer.reply : null;
    }
    const inCall = { params: { callId } };
    return {
      async leave() {
        const answer = await send("POST /api/calls/{callId}/leave", inCall);
        // Whoever wants to go goes: what the server did not hear it will notice.
        if (!answer.ok && answer.problem.code !== "callClosed" && answer.problem.code !== "notInCall") notices.refused(refusalText(t, answer.problem));
        exit();
      },
      async endForAll() {
        if (await command("POST /api/calls/{callId}/end", inCall)) exit();
      },
      async hold(seatIds, held) {
        await command("POST /api/seats/hold", { body: { callId, seatIds: [...seatIds], held } });
      },
      async disconnect(seatId) {
        await command("POST /api/seats/{seatId}/disconnect", { params: { seatId } });
      },
      async accept(seatId) {
        await command("POST /api/seats/{seatId}/accept", { params: { seatId } });
      },
      async decline(seatId) {
        await command("POST /api/seats/{seatId}/decline", { params: { seatId } });
      },
      async mute(seatId) {
        await command("POST /api/seats/{seatId}/mute", { params: { seatId } });
      },
      async invite() {
        const reply = await command("POST /api/calls/{callId}/invitations", { params: { callId }, body: { visitId: null } });
        return reply && { id: reply.id, url: reply.url, expiresAt: reply.expiresAt };
      },
      async revoke(invitationId) {
        await command("POST /api/invitations/{invitationId}/revoke", { params: { invitationId } });
      },
      async setLocked(locked) {
        await command("POST /api/calls/{callId}/lock", { params: { callId }, body: { locked } });
      },
      transfer(visitId) {
        const row = rowOf(visitId);
        if (row) ask({ kind: "transfer", row });
      },
      edit: (visitId) => openDetails(visitId, "details"),
    };
  }, [send, notices, t, callId, exit, ask, rowOf, openDetails]);
}
