import type { CallerView, PublicClinic } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { StreamSnapshot } from "../../link/index.ts";
import type { Announcer } from "../../ui/announcer.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Card } from "../../ui/card.tsx";
import type { Icon } from "../../ui/icons/icon.ts";
import { ChevronRightIcon, CircleCheckIcon, LogOutIcon, MessageSquareIcon, SmartphoneIcon } from "../../ui/icons/lucide.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import { SupportLine } from "../frame/support-line.tsx";
import { ClinicWords } from "../localized.tsx";
import type { MusicPlayer } from "../../music/player.ts";
import { keepTrying } from "../keep-trying.ts";
import type { Devices } from "../use-local-media.ts";
import { ClinicMessages } from "./clinic-messages.tsx";
import type { ConsentCard, ConsentCardProps } from "./consent-card.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import { DeviceDialog } from "./device-dialog.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { MusicCard, MusicCardToCome } from "./music-card.tsx";
import { OwnPicture } from "./own-picture.tsx";
import { PlaceInLine } from "./place-in-line.tsx";
import { TextedNote } from "./texted-note.tsx";
import { TextMeDialog } from "./text-me-dialog.tsx";
import type { WaitingContent } from "./waiting-content.tsx";
import { WaitedMessage } from "./waited-message.tsx";

export type WaitingPageProps = {
  clinic: PublicClinic;
  visitId: string;
  /** Null for the moment before the server spoke. */
  visit: CallerView | null;
  connection: StreamSnapshot["connection"];
  /** A host has sat down; the call is about to show. */
  starting: boolean;
  /** Who that is, as they chose to appear; null until it is known. */
  hostName: string | null;
  devices: Devices;
  music: MusicPlayer | null;
  announcer: Announcer;
  now: () => number;
  onLeave: () => Promise<PatientMessageId | null>;
};

/**
 * State, place, messages; picture, music, other ways. The same place for the same thing, whatever the state: what stands below
 * something that only the server knows is shown with it, so that nothing moves away from under a finger.
 */
export function WaitingPage({ clinic, visitId, visit, connection, starting, hostName, devices, music, announcer, now, onLeave }: WaitingPageProps) {
  const t = useText();
  const [dialog, setDialog] = useState<"leave" | "device" | "textMe" | null>(null);
  const [justTyped, setJustTyped] = useState(false);
  const isHeld = visit?.state === "held" || (visit?.state === "seen" && visit.seat?.state === "held");
  const heading = t(isHeld ? "waiting.hold.title" : "waiting.title");
  const whatComes = visit?.phoneMe ? t("waiting.phoneMe", { ending: visit.phoneEnding }) : t("waiting.text");
  return (
    <PageFrame clinic={clinic} title={t("waiting.short")} testId="waiting">
      <div className="p-two" aria-busy={!visit}>
        <section className="stack stack-6">
          <div className="stack stack-3">
            <ConnectionLine connection={connection} phoneEnding={visit?.phoneEnding ?? null} />
            <h1 tabIndex={-1} aria-live="polite">
              {starting ? (hostName ? t("waiting.joining", { name: hostName }) : t("waiting.starting")) : heading}
            </h1>
            <p className="muted">{isHeld ? (visit?.heldBy ? t("waiting.hold.text", { name: visit.heldBy }) : t("waiting.hold.nobody")) : whatComes}</p>
          </div>
          {visit && (
            <>
              {visit.transferred && (
                <Banner tone="info" role="status">
                  {t("waiting.transferred", { clinic: clinic.name })}
                </Banner>
              )}
              {visit.asksConsent && <LateConsent key={clinic.id} clinic={clinic} visitId={visitId} transferred={visit.transferred} announcer={announcer} />}
              {!isHeld && <PlaceInLine visit={visit} announcer={announcer} />}
              <WaitedMessage clinic={clinic} enteredAt={visit.enteredAt} now={now} />
              <ClinicMessages visitId={visitId} messages={visit.messages} mayWrite={visit.mayWrite} logo={clinic.logoIcon} now={now} />
              <ClinicWords texts={clinic.texts.waiting} mainLanguage={clinic.mainLanguage} className="card" />
              {visit.textMe?.on ? <TextedNote visitId={visitId} ending={visit.textMe.ending} isNew={justTyped} /> : <p className="muted small">{t("waiting.keepOpen")}</p>}
              {visit.textMe?.on === false && (
                <Card flush>
                  <WayButton icon={MessageSquareIcon} label={t("textMe.title")} onClick={() => setDialog("textMe")} />
                </Card>
              )}
            </>
          )}
        </section>
        <section className="stack">
          <OwnPicture devices={devices} mayMute={clinic.muteWhileWaiting || isHeld} />
          {clinic.music !== "off" && (music ? <MusicCard music={music} /> : <MusicCardToCome />)}
          <Card flush>
            <WayButton icon={SmartphoneIcon} label={t("other.device")} onClick={() => setDialog("device")} />
            <WayLink icon={CircleCheckIcon} label={t("other.test")} href={`/test?clinic=${encodeURIComponent(clinic.slug)}`} />
            <WayButton icon={LogOutIcon} label={t("other.leave")} onClick={() => setDialog("leave")} />
          </Card>
          <SupportLine clinic={clinic} />
        </section>
      </div>
      {visit?.waitingContent && <LateContent content={visit.waitingContent} music={music} />}
      {dialog === "leave" && <LeaveDialog onLeave={onLeave} onClose={() => setDialog(null)} />}
      {dialog === "textMe" && <TextMeDialog visitId={visitId} onDone={() => setJustTyped(true)} onClose={() => setDialog(null)} />}
      {dialog === "device" && <DeviceDialog visitId={visitId} onClose={() => setDialog(null)} />}
    </PageFrame>
  );
}

/** Its code is fetched by those alone who wait at a clinic that has something to show. */
function LateContent(props: Parameters<typeof WaitingContent>[0]) {
  const [Content, setContent] = useState<typeof WaitingContent | null>(null);
  useEffect(
    () =>
      keepTrying(
        () => import("./waiting-content.tsx"),
        ({ WaitingContent: Loaded }) => setContent(() => Loaded),
      ),
    [],
  );
  return Content && <Content {...props} />;
}

/** Only whoever was handed over to a clinic with a text of its own fetches this. */
function LateConsent(props: ConsentCardProps) {
  const [Consent, setConsent] = useState<typeof ConsentCard | null>(null);
  useEffect(
    () =>
      keepTrying(
        () => import("./consent-card.tsx"),
        ({ ConsentCard: Loaded }) => setConsent(() => Loaded),
      ),
    [],
  );
  return Consent && <Consent {...props} />;
}

function WayButton({ icon: WayIcon, label, onClick }: { icon: Icon; label: string; onClick: () => void }) {
  return (
    <button type="button" className="list-link" onClick={onClick}>
      <WayIcon />
      <span>{label}</span>
      <ChevronRightIcon />
    </button>
  );
}

/** Opens beside the waiting room: leaving this page would cost the place. */
function WayLink({ icon: WayIcon, label, href }: { icon: Icon; label: string; href: string }) {
  return (
    <a className="list-link" href={href} target="_blank" rel="noopener">
      <WayIcon />
      <span>{label}</span>
      <ChevronRightIcon />
    </a>
  );
}
