import "./visit.css";
import type { CallerView, CallView, PublicClinic } from "@anteroom/core/protocol";
import type { EndReason } from "@anteroom/core/visit";
import { LanguagePicker } from "../frame/language-picker.tsx";
import { useEffect, useRef, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import { createAnnouncer, LiveRegions } from "../../ui/announcer.tsx";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { useInsideApp } from "../doctor/in-app-notice.tsx";
import { clinicText } from "../localized.tsx";
import { problemSentence } from "../problem-words.ts";
import { SimplePage } from "../start/simple-page.tsx";
import { useSurroundings } from "../surroundings.ts";
import { useStore } from "../../ui/use-store.ts";
import { ElsewherePage } from "./elsewhere-page.tsx";
import { InformationPage } from "./information-page.tsx";
import { useCalling } from "./use-calling.ts";
import { useGuestCall } from "./use-guest-call.ts";
import { useMusic, usePatientCall } from "./use-heavy-parts.ts";
import { type LivePage, useLivePage } from "./use-live-page.ts";
import { useWakeLock } from "../../ui/use-wake-lock.ts";
import { WaitingPage } from "./waiting-page.tsx";

/** `null`: the session is over and nobody says why; a page that slept beyond the purge, for example. */
export type VisitEnd = { reason: EndReason | null; clinic: PublicClinic };

export type VisitPageProps = {
  /** As the start page knew it; after a transfer the visit itself knows better. */
  clinic: PublicClinic;
  visitId: string;
  informationRead: boolean;
  onInformationRead: () => void;
  /** This person just said "continue here" on another device. */
  takeOver: boolean;
  onEnded: (end: VisitEnd) => void;
};

/** From the queue to the last word: waiting, call, hold and back, on one page with one stream. */
export function VisitPage(props: VisitPageProps) {
  const t = useText();
  const page = useLivePage();
  const [announcer] = useState(() => createAnnouncer());
  return (
    <>
      <LiveRegions announcer={announcer} />
      {page ? <LiveVisit {...props} page={page} announcer={announcer} /> : <SimplePage clinic={props.clinic} title={t("loading")} />}
    </>
  );
}

function LiveVisit({
  clinic: firstClinic,
  visitId,
  informationRead,
  onInformationRead,
  takeOver,
  onEnded,
  page,
  announcer,
}: VisitPageProps & { page: LivePage; announcer: ReturnType<typeof createAnnouncer> }) {
  const { stream, claim } = page;
  const { send } = useSurroundings();
  const { language } = useLanguage();
  const topic = useStore(stream.topic<CallerView>(`visit:${visitId}`));
  const visit = topic.state === "here" ? topic.value : null;
  const clinic = visit?.clinic ?? firstClinic;
  const { connection, claim: claimState, call, session, devices } = useGuestCall(stream, claim, visit?.seat ?? null);
  const callScreen = usePatientCall();
  const music = useMusic();
  const insideApp = useInsideApp();
  useWakeLock();

  const isOver = connection === "signedOut" || topic.state === "refused";
  const endReason = visit?.state === "ended" ? visit.endReason : null;
  const hasEnded = visit?.state === "ended" || isOver;
  const told = useRef(false);
  useEffect(() => {
    if (!hasEnded || told.current) return;
    told.current = true;
    music?.fadeOut();
    devices.local?.stop();
    onEnded({ reason: endReason, clinic });
  }, [hasEnded, endReason, clinic, music, devices.local, onEnded]);

  // Whoever joins should know which language this page speaks now.
  const spoken = visit?.language;
  useEffect(() => {
    if (spoken !== undefined && spoken !== language.tag && !hasEnded) void send("POST /api/visits/{visitId}/language", { params: { visitId }, body: { language: language.tag } });
  }, [send, visitId, spoken, language.tag, hasEnded]);

  const inCall = call ? isWithHost(call) : visit?.state === "seen" && visit.seat?.state === "in";
  useEffect(() => {
    if (inCall || claimState === "elsewhere") music?.fadeOut();
    else if (claimState === "seated" && clinic.music !== "off") {
      music?.suggest(clinic.music, clinic.ownMusic);
      music?.begin();
    }
  }, [music, inCall, claimState, clinic.music, clinic.ownMusic]);
  // The place in line is no news in the call.
  useEffect(() => () => announcer.clear(), [announcer, inCall]);
  useCalling({ stream, inCall, music, announcer });

  const moved = useRef(!takeOver);
  useEffect(() => {
    if (claimState !== "elsewhere" || moved.current) return;
    moved.current = true;
    claim.takeOver();
  }, [claim, claimState]);
  // Back from another device or tab: the devices were given up there.
  useEffect(() => {
    if (claimState !== "seated" || !devices.local || insideApp) return;
    const { cameraTrack, microphoneTrack, cameraProblem, microphoneProblem } = devices.local.getSnapshot();
    if (!cameraTrack && !microphoneTrack && !cameraProblem && !microphoneProblem) void devices.local.acquire();
  }, [claimState, devices.local, insideApp]);

  const heard = useRef<number | null>(null);
  const fromClinic = visit?.messages.filter(({ from }) => from === "clinic").length ?? null;
  useEffect(() => {
    if (fromClinic === null) return;
    // Not for those that were there when the page came.
    if (heard.current !== null && fromClinic > heard.current) music?.signal("message");
    heard.current = fromClinic;
  }, [fromClinic, music]);
  const asksConsent = visit?.asksConsent ?? false;
  useEffect(() => {
    if (asksConsent) music?.signal("message");
  }, [asksConsent, music]);

  async function leave(): Promise<PatientMessageId | null> {
    const answer = await send("POST /api/visits/{visitId}/leave", { params: { visitId }, body: {} });
    if (answer.ok || answer.problem.code === "alreadyEnded" || answer.problem.code === "notSignedIn") {
      onEnded({ reason: visit?.state === "waiting" ? "leftBeforeSeen" : "completed", clinic });
      devices.local?.stop();
      music?.fadeOut();
      return null;
    }
    return problemSentence(answer.problem.code);
  }

  if (hasEnded) return null;
  if (claimState === "elsewhere") return <ElsewherePage clinic={clinic} onMove={() => claim.takeOver()} />;
  if (inCall && visit?.seat && session && callScreen)
    return (
      <callScreen.PatientCall
        key={visit.seat.callId}
        stream={stream}
        callId={visit.seat.callId}
        session={session}
        languagePicker={<LanguagePicker />}
        clinic={clinic}
        onLeave={async () => {
          const problem = await leave();
          if (problem) throw new Error(problem);
        }}
      />
    );
  const hasInformation = clinicText(clinic.texts.importantInformation, language.tag, clinic.mainLanguage) !== null;
  if (hasInformation && !informationRead && !inCall) return <InformationPage clinic={clinic} onContinue={onInformationRead} />;
  return (
    <WaitingPage
      clinic={clinic}
      visitId={visitId}
      visit={visit}
      connection={connection}
      starting={inCall}
      hostName={call?.seats.find(({ role, state }) => role === "host" && state === "in")?.name ?? null}
      devices={devices}
      music={music}
      announcer={announcer}
      now={stream.serverNow}
      onLeave={leave}
    />
  );
}

/** What the call itself tells is there before the word about the visit. */
function isWithHost({ you, seats }: CallView): boolean {
  return seats.some(({ id, state }) => id === you && state === "in") && seats.some(({ role, state }) => role === "host" && state === "in");
}
