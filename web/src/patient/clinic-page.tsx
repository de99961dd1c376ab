import type { PublicClinic } from "@anteroom/core/protocol";
import { type ComponentType, useCallback, useEffect, useState } from "react";
import { useText } from "../i18n/patient-messages.ts";
import { Button } from "../ui/button.tsx";
import type { Boot } from "./boot.ts";
import { DetailsPage } from "./details/details-page.tsx";
import { type Filled, NOTHING_FILLED } from "./details/entry-form.ts";
import { GoodbyePage } from "./goodbye/goodbye-page.tsx";
import { keepTrying } from "./keep-trying.ts";
import { useSurroundings } from "./surroundings.ts";
import { ChoicePage } from "./start/choice-page.tsx";
import { ShutPage } from "./start/shut-page.tsx";
import { SimplePage } from "./start/simple-page.tsx";
import { StartPage } from "./start/start-page.tsx";
import { forgetVisit, recallVisit, rememberVisit } from "./tab-memory.ts";
import type { VisitEnd, VisitPageProps } from "./visit/visit-page.tsx";

/** Where the person is on the way from the link to the goodbye. */
export type Step =
  | { at: "start" }
  | { at: "choice"; visitId: string; enteredAt: number }
  | { at: "details" }
  | { at: "visit"; visitId: string; informationRead: boolean; takeOver: boolean }
  | { at: "ended"; end: VisitEnd };

/** What was typed is forgotten after this, whatever the clinic's own purge time. Milliseconds. */
const FORGET_MS = 3_600_000;

type Loaded = { state: "loading" } | { state: "unknown" } | { state: "failed" } | { state: "here"; clinic: PublicClinic };

/** `/c/<slug>`: what the server wrote into the page, or what it answers now. */
export function ClinicPage({ slug, boot }: { slug: string; boot: Boot }) {
  const t = useText();
  const { send } = useSurroundings();
  const [loaded, setLoaded] = useState<Loaded>(boot.state === "absent" ? { state: "loading" } : boot);
  const isLoading = loaded.state === "loading";
  useEffect(() => {
    if (!isLoading) return;
    let gone = false;
    void send("GET /api/public/clinics/{slug}", { params: { slug } }).then((answer) => {
      if (gone) return;
      if (answer.ok) setLoaded({ state: "here", clinic: answer.reply });
      else setLoaded({ state: answer.problem.code === "notFound" ? "unknown" : "failed" });
    });
    return () => {
      gone = true;
    };
  }, [isLoading, send, slug]);
  const load = () => setLoaded({ state: "loading" });
  /** Under the page that is shown: what was typed stays. */
  async function renew(): Promise<void> {
    const answer = await send("GET /api/public/clinics/{slug}", { params: { slug } });
    if (answer.ok) setLoaded({ state: "here", clinic: answer.reply });
  }

  switch (loaded.state) {
    case "loading":
      return <SimplePage title={t("loading")} />;
    case "unknown":
      return <SimplePage title={t("unknown.title")} text={t("unknown.text")} />;
    case "failed":
      return (
        <SimplePage title={t("failed.title")} text={t("failed.text")}>
          <div className="cta">
            <Button variant="primary" onClick={load}>
              {t("failed.retry")}
            </Button>
          </div>
        </SimplePage>
      );
    case "here":
      return <CallerWay clinic={loaded.clinic} onReload={load} onRenew={() => void renew()} />;
  }
}

/** A reload returns to the visit without a form; another tab of this browser asks first whose visit it is. */
export function firstStep(clinic: PublicClinic): Step {
  const own = recallVisit(clinic.id);
  const { openVisit } = clinic;
  if (own) {
    if (openVisit?.id === own.visitId) return { at: "visit", visitId: own.visitId, informationRead: own.informationRead, takeOver: false };
    // It ended while this tab slept or was reloaded: nothing of it is kept, and a clear word is said.
    forgetVisit();
    if (!openVisit) return { at: "ended", end: { reason: null, clinic } };
  }
  if (openVisit) return { at: "choice", visitId: openVisit.id, enteredAt: openVisit.enteredAt };
  return { at: "start" };
}

function CallerWay({ clinic, onReload, onRenew }: { clinic: PublicClinic; onReload: () => void; onRenew: () => void }) {
  const { send, localMedia } = useSurroundings();
  const [step, setStep] = useState<Step>(() => firstStep(clinic));
  const [busy, setBusy] = useState(false);
  const [filled, setFilled] = useState<Filled>(NOTHING_FILLED);
  const [takesOver] = useState(() => new URLSearchParams(location.search).has("here"));

  // The browser's own way back leads from the form to the start, and never out of a visit into an old form.
  useEffect(() => {
    const back = () => setStep((now) => (now.at === "details" || now.at === "start" ? { at: history.state?.at === "details" ? "details" : "start" } : now));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  useEffect(() => {
    if (step.at === "details" && history.state?.at !== "details") history.pushState({ at: "details" }, "");
    if (step.at === "visit") {
      rememberVisit({ visitId: step.visitId, clinicId: clinic.id, informationRead: step.informationRead });
      if (takesOver) history.replaceState(null, "", location.pathname);
    }
    if (step.at !== "ended") return;
    forgetVisit();
    // The next visit of this tab begins with nothing muted.
    void localMedia().then(
      (local) => local.stop(),
      () => {}, // never loaded: nothing is on
    );
  }, [step, clinic.id, takesOver, localMedia]);

  const forget = useCallback(() => setFilled(NOTHING_FILLED), []);
  useEffect(() => {
    if (step.at !== "ended") return;
    const at = Date.now() + FORGET_MS;
    const timer = setTimeout(forget, FORGET_MS);
    // The timer of a frozen page stands still: waking up counts too.
    const woken = () => {
      if (Date.now() >= at) forget();
    };
    document.addEventListener("visibilitychange", woken);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", woken);
    };
  }, [step.at, forget]);

  async function someoneElse(): Promise<void> {
    setBusy(true);
    const answer = await send("POST /api/visits/forget", { body: {} });
    setBusy(false);
    // Whoever is not known any more has nothing left to give up.
    if (!answer.ok && answer.problem.code !== "notSignedIn") return onReload();
    forgetVisit();
    forget();
    setStep({ at: "start" });
  }
  function again(): void {
    // Another visit is agreed to by itself.
    setFilled((before) => (before.consent ? { ...before, consent: "" } : before));
    setStep({ at: "details" });
  }
  const ended = useCallback(
    (end: VisitEnd) => {
      // Over without a word of why: this device may have changed hands meanwhile.
      if (end.reason === null) forget();
      setStep((now) => (now.at === "ended" ? now : { at: "ended", end }));
    },
    [forget],
  );

  switch (step.at) {
    case "start":
      return clinic.state === "open" ? <StartPage clinic={clinic} onStart={() => setStep({ at: "details" })} /> : <ShutPage clinic={clinic} />;
    case "choice":
      return (
        <ChoicePage
          clinic={clinic}
          enteredAt={step.enteredAt}
          busy={busy}
          onContinue={() => setStep({ at: "visit", visitId: step.visitId, informationRead: true, takeOver: false })}
          onOther={() => void someoneElse()}
        />
      );
    case "details":
      return (
        <DetailsPage
          clinic={clinic}
          filled={filled}
          onFilled={setFilled}
          onEntered={({ visitId }) => setStep({ at: "visit", visitId, informationRead: false, takeOver: false })}
          onShut={onReload}
          onRenew={onRenew}
        />
      );
    case "visit":
      return (
        <LateVisitPage
          clinic={clinic}
          visitId={step.visitId}
          informationRead={step.informationRead}
          onInformationRead={() => setStep({ ...step, informationRead: true })}
          takeOver={step.takeOver || takesOver}
          onEnded={ended}
        />
      );
    case "ended":
      return <GoodbyePage clinic={step.end.clinic} reason={step.end.reason} remembers={filled !== NOTHING_FILLED} onAgain={again} />;
  }
}

export const loadVisitPage = () => import("./visit/visit-page.tsx");

/** The waiting room's code is fetched beside the form; the entry itself does not carry it. */
function LateVisitPage(props: VisitPageProps) {
  const t = useText();
  const [Page, setPage] = useState<ComponentType<VisitPageProps> | null>(null);
  useEffect(() => keepTrying(loadVisitPage, ({ VisitPage }) => setPage(() => VisitPage)), []);
  return Page ? <Page {...props} /> : <SimplePage clinic={props.clinic} title={t("loading")} />;
}
