import { type ComponentType, type FormEvent, useEffect, useRef, useState } from "react";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { useText } from "../../i18n/patient-messages.ts";
import { newId } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { CameraCard } from "../details/camera-card.tsx";
import { type FrameClinic, PageFrame } from "../frame/page-frame.tsx";
import { problemSentence } from "../problem-words.ts";
import { keepTrying } from "../keep-trying.ts";
import { useSurroundings } from "../surroundings.ts";
import { SimplePage } from "../start/simple-page.tsx";
import { useLocalMedia } from "../use-local-media.ts";
import type { CompanionPageProps } from "./companion-page.tsx";
import { type GuestMemory, recallGuest, rememberGuest } from "./guest-memory.ts";

type State = { at: "looking" } | { at: "gone" } | { at: "failed" } | { at: "name" } | { at: "inside"; guest: GuestMemory };

/** `/join#token`: somebody in a call invited this person. A name is asked, then they are let in or knock. */
export function InvitationPage({ token }: { token: string }) {
  const t = useText();
  const { send } = useSurroundings();
  const [state, setState] = useState<State>({ at: "looking" });
  const [clinic, setClinic] = useState<FrameClinic | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let gone = false;
    void send("POST /api/invitations/look", { body: { token } }).then((answer) => {
      if (gone) return;
      const guest = recallGuest(token);
      if (answer.ok) {
        const { clinicName, organisationName, logoIcon } = answer.reply;
        setClinic({ name: clinicName, organisationName, logoIcon, privacyUrl: "", termsUrl: "" });
      }
      if (guest) setState({ at: "inside", guest });
      else if (answer.ok) setState({ at: "name" });
      else setState({ at: answer.problem.code === "unreachable" || answer.problem.code === "unavailable" ? "failed" : "gone" });
    });
    return () => {
      gone = true;
    };
  }, [send, token, attempt]);

  switch (state.at) {
    case "looking":
      return <SimplePage title={t("loading")} />;
    case "gone":
      return <SimplePage title={t("join.gone.title")} text={t("join.gone.text")} />;
    case "failed":
      return (
        <SimplePage title={t("failed.title")} text={t("failed.text")}>
          <div className="cta">
            <Button variant="primary" onClick={() => setAttempt(attempt + 1)}>
              {t("failed.retry")}
            </Button>
          </div>
        </SimplePage>
      );
    case "name":
      return (
        <NamePage
          token={token}
          clinic={clinic as FrameClinic}
          onGone={() => setState({ at: "gone" })}
          onSeated={(seat) => {
            const guest = { token, ...seat };
            rememberGuest(guest);
            setState({ at: "inside", guest });
          }}
        />
      );
    case "inside":
      return <LateCompanionPage clinic={clinic ?? NO_CLINIC} guest={state.guest} />;
  }
}

const NO_CLINIC: FrameClinic = { name: "Anteroom", organisationName: "Anteroom", logoIcon: "arch", privacyUrl: "", termsUrl: "" };

function NamePage({ token, clinic, onGone, onSeated }: { token: string; clinic: FrameClinic; onGone: () => void; onSeated: (seat: { callId: string; seatId: string }) => void }) {
  const t = useText();
  const { language } = useLanguage();
  const { send } = useSurroundings();
  const devices = useLocalMedia();
  const command = useRef<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  const [joining, setJoining] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemSentence> | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (joining) return;
    if (name.trim() === "") {
      setMissing(true);
      return input.current?.focus();
    }
    setJoining(true);
    setProblem(null);
    command.current ??= newId();
    const answer = await send("POST /api/invitations/redeem", { body: { token, name: name.trim(), language: language.tag }, idempotencyKey: command.current });
    setJoining(false);
    if (answer.ok) return onSeated(answer.reply);
    const { code } = answer.problem;
    if (code !== "unreachable") command.current = null;
    if (code === "notFound" || code === "callClosed" || code === "alreadyEnded") return onGone();
    setProblem(problemSentence(code));
  }
  return (
    <PageFrame clinic={clinic} title={t("join.button")}>
      <form className="p-two even form" noValidate onSubmit={(event) => void submit(event)}>
        <section className="stack stack-6">
          <div className="stack stack-2">
            <h1 tabIndex={-1}>{t("join.title", { clinic: clinic.name })}</h1>
            <p className="muted">{t("join.text")}</p>
          </div>
          <Field label={t("join.name")} hint={t("join.name.hint")} error={missing ? t("error.missing", { field: t("join.name") }) : null}>
            {(control) => (
              <input
                {...control}
                ref={input}
                dir="auto"
                autoComplete="name"
                maxLength={80}
                value={name}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  setMissing(false);
                  command.current = null;
                }}
              />
            )}
          </Field>
        </section>
        <CameraCard devices={devices} />
        <section className="stack stack-3 send">
          {problem && (
            <Banner tone="bad" role="alert">
              {t(problem)}
            </Banner>
          )}
          <Button variant="primary" size="big" type="submit" busy={joining}>
            {t(joining ? "join.joining" : "join.button")}
          </Button>
        </section>
      </form>
    </PageFrame>
  );
}

function LateCompanionPage(props: CompanionPageProps) {
  const t = useText();
  const [Page, setPage] = useState<ComponentType<CompanionPageProps> | null>(null);
  useEffect(
    () =>
      keepTrying(
        () => import("./companion-page.tsx"),
        ({ CompanionPage }) => setPage(() => CompanionPage),
      ),
    [],
  );
  return Page ? <Page {...props} /> : <SimplePage clinic={props.clinic} title={t("loading")} />;
}
