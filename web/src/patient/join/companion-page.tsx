import type { CallerView } from "@anteroom/core/protocol";
import { LanguagePicker } from "../frame/language-picker.tsx";
import { useEffect, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { FailureCode } from "../../link/index.ts";
import { createAnnouncer, LiveRegions } from "../../ui/announcer.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { PageFrame, type FrameClinic } from "../frame/page-frame.tsx";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { SimplePage } from "../start/simple-page.tsx";
import { useStore, useStoreOrNull } from "../../ui/use-store.ts";
import { ConnectionLine } from "../visit/connection-line.tsx";
import { ElsewherePage } from "../visit/elsewhere-page.tsx";
import { OwnPicture } from "../visit/own-picture.tsx";
import { useCalling } from "../visit/use-calling.ts";
import { type GuestSeat, useGuestCall } from "../visit/use-guest-call.ts";
import { useMusic, usePatientCall } from "../visit/use-heavy-parts.ts";
import { type LivePage, useLivePage } from "../visit/use-live-page.ts";
import { useWakeLock } from "../../ui/use-wake-lock.ts";
import { forgetGuest, type GuestMemory } from "./guest-memory.ts";

const GONE_ALREADY: readonly FailureCode[] = ["notInCall", "callClosed", "alreadyEnded", "notSignedIn", "notFound"];

export type CompanionPageProps = { clinic: FrameClinic; guest: GuestMemory };

/** A guest by invitation: knocking, in the call, on hold beside the caller, and gone. */
export function CompanionPage(props: CompanionPageProps) {
  const t = useText();
  const page = useLivePage();
  return page ? <LiveCompanion {...props} page={page} /> : <SimplePage clinic={props.clinic} title={t("loading")} />;
}

function LiveCompanion({ clinic, guest, page }: CompanionPageProps & { page: LivePage }) {
  const t = useText();
  const { send } = useSurroundings();
  const { stream, claim } = page;
  const [announcer] = useState(() => createAnnouncer());
  const [left, setLeft] = useState(false);
  const [problem, setProblem] = useState<PatientMessageId | null>(null);
  const { welcome } = useStore(stream);
  const visitId = welcome?.visitId ?? null;
  const visitTopic = useStoreOrNull(visitId ? stream.topic<CallerView>(`visit:${visitId}`) : null);
  const visit = visitTopic?.state === "here" ? visitTopic.value : null;
  // The companion follows the visit from call to call; before the visit is known, the seat of the invitation counts.
  const seat: GuestSeat | null = visit ? visit.seat : { id: guest.seatId, callId: guest.callId };
  const { connection, claim: claimState, call, session, devices } = useGuestCall(stream, claim, seat);
  const callScreen = usePatientCall();
  const music = useMusic();
  useWakeLock();

  const own = call?.seats.find(({ id }) => id === call.you);
  const callTopic = useStoreOrNull(seat ? stream.topic(`call:${seat.callId}`) : null);
  const isOver =
    left || connection === "signedOut" || visit?.state === "ended" || call?.closed === true || own?.state === "left" || (callTopic?.state === "refused" && visit === null);
  const inCall = !isOver && own?.state === "in";
  useCalling({ stream, inCall, music, announcer });
  useEffect(() => {
    if (inCall || claimState !== "seated") music?.fadeOut();
    else if (own?.state === "held") music?.begin();
  }, [music, inCall, claimState, own?.state]);
  useEffect(() => {
    if (!isOver) return;
    forgetGuest();
    devices.local?.stop();
  }, [isOver, devices.local]);

  /** Gives what went wrong: nobody may believe that they left while the others still see them. */
  async function leave(): Promise<PatientMessageId | null> {
    const answer = seat ? await send("POST /api/calls/{callId}/leave", { params: { callId: seat.callId }, body: {} }) : null;
    if (answer?.ok === false && !GONE_ALREADY.includes(answer.problem.code)) return problemSentence(answer.problem.code);
    setLeft(true);
    return null;
  }

  if (isOver) return <SimplePage clinic={clinic} title={t("join.over.title")} text={t("join.over.text")} testId="goodbye" />;
  if (claimState === "elsewhere") return <ElsewherePage clinic={clinic} onMove={() => claim.takeOver()} />;
  if (inCall && session && callScreen && seat)
    return (
      <callScreen.PatientCall
        key={seat.callId}
        stream={stream}
        callId={seat.callId}
        session={session}
        languagePicker={<LanguagePicker />}
        clinic={{ name: clinic.name, logoIcon: clinic.logoIcon, supportPhone: "" }}
        onLeave={async () => {
          const failed = await leave();
          if (failed) throw new Error(failed);
        }}
      />
    );
  const isHeld = own?.state === "held";
  return (
    <PageFrame clinic={clinic} title={t("waiting.short")} testId="waiting">
      <LiveRegions announcer={announcer} />
      <div className="p-two">
        <section className="stack stack-6">
          <div className="stack stack-3">
            <ConnectionLine connection={connection} phoneEnding={null} />
            <h1 tabIndex={-1} aria-live="polite">
              {t(inCall ? "waiting.starting" : isHeld ? "waiting.hold.title" : "join.knocking.title")}
            </h1>
            <p className="lead">{t(isHeld ? "join.hold.text" : "join.knocking.text")}</p>
          </div>
          {problem && (
            <Banner tone="bad" role="alert">
              {t(problem)}
            </Banner>
          )}
          <div className="cta">
            <Button onClick={() => void leave().then(setProblem)}>{t("join.leave")}</Button>
          </div>
        </section>
        <OwnPicture devices={devices} />
      </div>
    </PageFrame>
  );
}
