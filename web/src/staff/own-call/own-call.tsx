import type { CallView } from "@anteroom/core/protocol";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useLocation, useSearch } from "wouter";
import { type CallMedia, createCallMedia } from "../../call/index.ts";
import { useText } from "../../i18n/staff-messages.ts";
import { createSeatClaim, type SeatClaim, signalLane } from "../../link/index.ts";
import type { MediaSession } from "../../media/session.ts";
import { useLink, useTopic } from "../app/link.tsx";
import { useWorld } from "../app/world.tsx";
import { usePerson } from "../app/session.tsx";
import type { OwnSeat } from "../desk/commands.ts";
import { useNotices } from "../ui/notices.tsx";

/** The call this person sits in, on this page. */
export type OwnCall = {
  seat: OwnSeat | null;
  /** Null until the first word of the server about the call. */
  view: CallView | null;
  session: MediaSession | null;
  media: CallMedia;
  /** Another page of this person is the live one of the seat. */
  isElsewhere: boolean;
  /** A seat of this person in which this page does not sit: they are in a call in another window. */
  otherSeat: OwnSeat | null;
  /** `call`: what is known of it before the stream tells. */
  enter: (seat: OwnSeat, call?: CallView | null) => void;
  /** Makes this page the live one. */
  takeOver: (seat: OwnSeat) => void;
  /** The page goes out of the call; the server is told by a command. */
  exit: () => void;
};

/** So long after a call ended the one that it leads on to may come. Milliseconds. */
const LEADS_ON_MS = 3_000;

const OwnCallContext = createContext<OwnCall | null>(null);

export function OwnCallProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const { stream, send } = useLink();
  const { local, createSession, pageId } = useWorld();
  const person = usePerson();
  const notices = useNotices();
  const [path, navigate] = useLocation();
  const wantedCallId = new URLSearchParams(useSearch()).get("call");

  const media = useMemo(
    () =>
      createCallMedia({
        createSession,
        local,
        channelFor: ({ callId, seatId }) => signalLane(stream, { callId, ownSeatId: seatId }),
        async iceFor(callId) {
          const answer = await send("GET /api/calls/{callId}/ice", { params: { callId } });
          if (!answer.ok) throw new Error(`no relay settings: ${answer.problem.code}`);
          return answer.reply;
        },
        now: stream.serverNow,
      }),
    [createSession, local, stream, send],
  );
  useEffect(() => {
    const stops = [stream.onFrame("warm", ({ grant }) => media.warm(grant)), stream.onFrame("cool", ({ callId, seatId }) => media.cool(callId, seatId))];
    return () => {
      for (const stop of stops) stop();
      media.stop({ keepDevices: false });
    };
  }, [stream, media]);

  const claim = useSeatClaim(pageId);
  const claimState = useSyncExternalStore(claim?.subscribe ?? keepQuiet, claim?.getSnapshot ?? (() => "asking" as const));

  // After a reload the address names the call, and the server says whether it still is ours.
  const [seat, setSeat] = useState<OwnSeat | null>(() => (person.seat && person.seat.callId === wantedCallId ? { callId: person.seat.callId, seatId: person.seat.id } : null));
  const topic = useTopic<CallView>(seat ? `call:${seat.callId}` : null);
  const [first, setFirst] = useState<CallView | null>(null);
  const view = topic.state === "here" ? topic.value : topic.state === "loading" && first?.id === seat?.callId ? first : null;

  const here = useRef(path);
  here.current = path;
  const handOn = useRef<(() => void) | null>(null);
  const enter = useCallback(
    (next: OwnSeat, call: CallView | null = null) => {
      // Before anything is drawn: the first picture of both sides waits for it.
      if (call) media.follow(call);
      setFirst(call);
      handOn.current?.();
      handOn.current = stream.topic(`call:${next.callId}`).subscribe(keepQuiet);
      setSeat(next);
      navigate(`${here.current}?call=${next.callId}`, { replace: true });
    },
    [navigate, stream, media],
  );
  const exit = useCallback(() => {
    setSeat(null);
    navigate(here.current, { replace: true });
  }, [navigate]);

  // By now the page listens itself.
  useEffect(() => {
    handOn.current?.();
    handOn.current = null;
  }, [seat]);
  useEffect(() => claim?.sit(seat?.seatId ?? null), [claim, seat?.seatId]);
  useEffect(() => media.follow(seat ? view : null), [media, seat, view]);

  // Devices are for calls: outside, no light burns.
  const wasIn = useRef(false);
  useEffect(() => {
    if (seat) {
      wasIn.current = true;
      void local.acquire();
    } else if (wasIn.current) {
      wasIn.current = false;
      local.stop();
    }
  }, [seat, local]);

  const isOver = topic.state === "refused" || view?.closed === true || view?.seats.find(({ id }) => id === view.you)?.state === "left";
  const [leadsOnFrom, setLeadsOnFrom] = useState<string | null>(null);
  useEffect(() => {
    if (!seat || !isOver) return;
    if (seat.leadsOn) setLeadsOnFrom(seat.callId);
    exit();
  }, [seat, isOver, exit]);
  // The caller was given over: the next call is theirs. The two words of the server come in either order.
  useEffect(() => {
    if (leadsOnFrom === null || seat || !person.seat || person.seat.callId === leadsOnFrom) return;
    setLeadsOnFrom(null);
    enter({ callId: person.seat.callId, seatId: person.seat.id });
  }, [leadsOnFrom, seat, person.seat, enter]);
  useEffect(() => {
    if (leadsOnFrom === null) return;
    const timer = setTimeout(() => setLeadsOnFrom(null), LEADS_ON_MS);
    return () => clearTimeout(timer);
  }, [leadsOnFrom]);

  // An old address, or a link from a colleague's screen.
  useEffect(() => {
    if (wantedCallId === null || seat !== null) return;
    navigate(here.current, { replace: true });
    notices.done(t("ownCall.over"));
    // Asked once for each such address.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wantedCallId, seat]);

  const session = useSyncExternalStore(media.subscribe, media.getSnapshot).session;
  const otherSeat = useMemo(() => (seat === null && person.seat ? { callId: person.seat.callId, seatId: person.seat.id } : null), [seat, person.seat]);
  const ownCall = useMemo<OwnCall>(
    () => ({
      seat,
      view,
      session,
      media,
      isElsewhere: seat !== null && claimState === "elsewhere",
      otherSeat,
      enter,
      exit,
      takeOver(wanted) {
        if (seat?.seatId !== wanted.seatId) {
          enter(wanted);
          claim?.sit(wanted.seatId);
        }
        claim?.takeOver();
      },
    }),
    [seat, view, session, media, claimState, otherSeat, enter, exit, claim],
  );
  return <OwnCallContext.Provider value={ownCall}>{children}</OwnCallContext.Provider>;
}

const keepQuiet = () => () => {};

function useSeatClaim(pageId: () => Promise<string>): SeatClaim | null {
  const { stream } = useLink();
  const [claim, setClaim] = useState<SeatClaim | null>(null);
  useEffect(() => {
    let made: SeatClaim | null = null;
    let gone = false;
    void pageId().then((id) => {
      if (gone) return;
      made = createSeatClaim(stream, id);
      setClaim(made);
    });
    return () => {
      gone = true;
      made?.stop();
    };
  }, [stream, pageId]);
  return claim;
}

export function useOwnCall(): OwnCall {
  const ownCall = useContext(OwnCallContext);
  if (!ownCall) throw new Error("useOwnCall is used outside OwnCallProvider");
  return ownCall;
}
