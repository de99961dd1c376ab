import { judgeReadiness } from "@anteroom/core/check";
import type { EntryDetails, PublicClinic } from "@anteroom/core/protocol";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { useText } from "../../i18n/patient-messages.ts";
import { newId } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import type { LocalSnapshot } from "../../media/local-media.ts";
import { Button } from "../../ui/button.tsx";
import { PageFrame } from "../frame/page-frame.tsx";
import { clinicText } from "../localized.tsx";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { useLocalMedia } from "../use-local-media.ts";
import { CameraCard } from "./camera-card.tsx";
import { CheckBlocked } from "./check-blocked.tsx";
import { Acceptance } from "./acceptance.tsx";
import { Consent } from "./consent.tsx";
import { fieldLabel } from "./entry-field.tsx";
import { type Faults, type Filled, faultsOf, hiddenFields } from "./entry-form.ts";
import { measureLine } from "./line-speed.ts";
import { PersonFields } from "./person-fields.tsx";
import { readinessOf } from "./readiness.ts";

export type DetailsPageProps = {
  clinic: PublicClinic;
  /** Kept by the way itself, so that nothing typed is lost when the page changes. */
  filled: Filled;
  /** Several may come before the page is drawn again: a browser that fills a form fills it at once. */
  onFilled: (change: (before: Filled) => Filled) => void;
  onEntered: (visit: { visitId: string; callId: string; seatId: string }) => void;
  /** The clinic closed or was switched off meanwhile. */
  onShut: () => void;
  /** The clinic changed what this page shows; what was typed stays. */
  onRenew: () => void;
};

/** Who the person is; sending it is the entry into the queue. The devices are looked at meanwhile. */
export function DetailsPage({ clinic, filled, onFilled, onEntered, onShut, onRenew }: DetailsPageProps) {
  const t = useText();
  const { language } = useLanguage();
  const surroundings = useSurroundings();
  const devices = useLocalMedia();
  const consent = clinicText(clinic.texts.consent, language.tag, clinic.mainLanguage);
  const form = useRef<HTMLFormElement>(null);
  /** Kept until an answer came: pressing again after silence must not enter twice. */
  const command = useRef<string | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemSentence> | null>(null);
  const [kbit, setKbit] = useState<number | null>(null);
  const [speedRun, setSpeedRun] = useState(0);
  const speed = useRef<Promise<number | null>>(Promise.resolve(null));

  const measures = clinic.checkPolicy === "permissive" || clinic.checkPolicy === "restricted" || clinic.checkPolicy === "strict";
  useEffect(() => {
    if (!measures) return;
    let gone = false;
    speed.current = measureLine(import.meta.url);
    void speed.current.then((measured) => {
      if (!gone) setKbit(measured);
    });
    return () => {
      gone = true;
    };
  }, [measures, speedRun]);

  const { canCall } = surroundings.browser;
  const mayBlock = clinic.checkPolicy === "restricted" || clinic.checkPolicy === "strict";
  const readiness = readinessOf(devices.snapshot, canCall, kbit);
  const check = judgeReadiness(readiness, clinic.checkPolicy);
  // Before the devices were asked for, only browser and line can stop anybody.
  const isBlocked = wasAsked(devices.snapshot)
    ? check.verdict === "block"
    : judgeReadiness({ ...readiness, camera: "ready", microphone: "ready" }, clinic.checkPolicy).verdict === "block";

  function change(next: (before: Filled) => Partial<Filled>, path: string): void {
    onFilled((before) => ({ ...before, ...next(before) }));
    if (faults[path]) setFaults(({ [path]: _mended, ...others }) => others);
  }
  function label(path: string): string {
    switch (path) {
      case "firstName":
        return t("details.firstName");
      case "lastName":
        return t("details.lastName");
      case "phone":
        return t("details.phone");
      default: {
        const field = clinic.entryFields.find(({ id }) => path === `fields.${id}`);
        return field ? fieldLabel(field, language.tag, clinic.mainLanguage) : path;
      }
    }
  }
  const errorAt = (path: string) => (faults[path] ? t(faults[path], { field: label(path) }) : null);

  function show(found: Faults): void {
    setFaults(found);
    const [first] = Object.keys(found);
    // After the words of the error stand there, so that they are read with the field.
    if (first) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"]`)?.focus());
  }

  /** What the clinic's check goes by. One that may refuse waits for the answers: nobody gets past it by being quick. */
  async function checked(): Promise<EntryDetails["readiness"]> {
    if (!mayBlock) return readiness;
    const local = await surroundings.localMedia();
    const snapshot = wasAsked(local.getSnapshot()) ? local.getSnapshot() : await local.acquire();
    return readinessOf(snapshot, canCall, await speed.current);
  }

  async function submit(phoneMe: boolean): Promise<void> {
    if (sending || (isBlocked && !phoneMe)) return;
    setProblem(null);
    const wrongFields = faultsOf(filled, clinic, consent?.text ?? null);
    if (Object.keys(wrongFields).length > 0) return show(wrongFields);
    setFaults({});
    setSending(true);
    // Null: the code that looks at the devices did not come.
    const found = phoneMe ? readiness : await checked().catch(() => null);
    if (!found) setProblem(problemSentence("unreachable"));
    if (!found || (!phoneMe && judgeReadiness(found, clinic.checkPolicy).verdict === "block")) return setSending(false);
    command.current ??= newId();
    const fields = { ...hiddenFields(clinic, location.search), ...nonEmpty(filled.fields) };
    const body: EntryDetails = {
      firstName: filled.firstName.trim(),
      lastName: filled.lastName.trim(),
      phone: filled.phone.trim(),
      fields,
      language: language.tag,
      interpreter: filled.interpreter,
      phoneMe,
      accepted: true,
      consent: consent?.text ?? "",
      readiness: found,
    };
    const answer = await surroundings.send("POST /api/public/clinics/{slug}/visits", { params: { slug: clinic.slug }, body, idempotencyKey: command.current });
    setSending(false);
    if (answer.ok) return onEntered(answer.reply);
    const { code, fields: wrong } = answer.problem;
    // Any answer settles the command; only silence leaves open whether it was obeyed.
    if (code !== "unreachable" && code !== "unavailable") command.current = null;
    if (code === "clinicClosed" || code === "clinicOff") return onShut();
    if (wrong?.some(({ path }) => path === "consent")) {
      onRenew();
      onFilled((before) => ({ ...before, consent: "" }));
      return show({ consent: "error.consentChanged" });
    }
    // A name may be offered no more.
    if (wrong?.some(({ path }) => clinic.entryFields.some(({ kind, id }) => kind === "clinician" && path === `fields.${id}`))) onRenew();
    if (code === "badRequest" && wrong?.length) show(Object.fromEntries(wrong.map(({ path }) => [path.replace(/^body\.|^\//, "").replaceAll("/", "."), "error.refused" as const])));
    setProblem(problemSentence(code));
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void submit(false);
  }
  return (
    <PageFrame clinic={clinic} title={t("details.title")}>
      <form className="p-two even form" ref={form} noValidate onSubmit={onSubmit}>
        <section className="stack stack-6">
          <div className="stack stack-2">
            <h1 tabIndex={-1}>{t("details.title")}</h1>
            <p className="muted">{t("details.lead")}</p>
          </div>
          <PersonFields clinic={clinic} filled={filled} errorAt={errorAt} onChange={change} />
        </section>
        {clinic.previewWhileTyping || clinic.checkPolicy !== "off" ? (
          <CameraCard devices={devices} picture={clinic.previewWhileTyping} mayGoOn={!mayBlock} />
        ) : (
          <div className="view-col" />
        )}
        <section className="stack stack-3 send">
          {isBlocked && (
            <CheckBlocked
              clinic={clinic}
              onAgain={() => {
                setSpeedRun(speedRun + 1);
                void devices.local?.acquire();
              }}
              onPhoneMe={() => void submit(true)}
            />
          )}
          {!canCall && clinic.checkPolicy !== "off" && <Banner tone="warn">{t("test.browser.fails")}</Banner>}
          {!isBlocked && (check.line === "slow" || check.line === "verySlow") && <Banner tone="warn">{t("line.slow.text")}</Banner>}
          {problem && (
            <Banner tone="bad" role="alert">
              {t(problem)}
            </Banner>
          )}
          {Object.keys(faults).length > 1 && (
            <p className="error small" role="status">
              {t("error.summary", { count: Object.keys(faults).length })}
            </p>
          )}
          {consent && <Consent shown={consent} agreed={filled.consent} error={errorAt("consent")} onChange={(agreed) => change(() => ({ consent: agreed }), "consent")} />}
          <Button variant="primary" size="big" type="submit" busy={sending} aria-disabled={isBlocked || undefined}>
            {t(sending ? "details.sending" : "details.continue")}
          </Button>
          <p className="small muted">
            {check.verdict === "warn" && check.hasException && <>{t("details.withoutDevices")} </>}
            <Acceptance clinic={clinic} />
          </p>
        </section>
      </form>
    </PageFrame>
  );
}

/** With whatever outcome. */
function wasAsked(devices: LocalSnapshot | null): boolean {
  return devices !== null && !devices.asking && Boolean(devices.cameraTrack || devices.microphoneTrack || devices.cameraProblem || devices.microphoneProblem);
}

function nonEmpty(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ""));
}
