import type { MessageView } from "@anteroom/core/protocol";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";
import { newId } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { MessageSquareIcon, SendIcon } from "../../ui/icons/lucide.ts";
import { ClinicLogo } from "../../ui/icons/logo.ts";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { useMinute } from "./use-minute.ts";

const LONGEST = 2_000;

export type ClinicMessagesProps = {
  visitId: string;
  messages: readonly MessageView[];
  mayWrite: boolean;
  logo: string;
  now: () => number;
};

/** What the clinic wrote, what the person wrote, and a place to write. */
export function ClinicMessages({ visitId, messages, mayWrite, logo, now }: ClinicMessagesProps) {
  const t = useText();
  const minute = useMinute(now);
  if (messages.length === 0 && !mayWrite) return null;
  return (
    <section className="card stack messages">
      <h2 className="sr">{t("messages.title")}</h2>
      {/* Empty it takes no room, but is there: what comes into it later is read. */}
      <div className={messages.length > 0 ? "stack" : "sr"} aria-live="polite" aria-relevant="additions">
        {messages.map((message) => (
          <article key={message.id} className={message.from === "clinic" ? "msg" : "msg own"}>
            <span className="logo">{message.from === "clinic" ? <ClinicLogo name={logo} /> : <MessageSquareIcon />}</span>
            <div className="stack stack-2">
              <div>
                <h3>{t(message.from === "clinic" ? "messages.fromClinic" : "messages.fromYou")}</h3>
                <p className="small muted">{ago(t, message.at, minute)}</p>
              </div>
              <blockquote className="lines" dir="auto">
                {message.text}
              </blockquote>
            </div>
          </article>
        ))}
      </div>
      {mayWrite && <Writing visitId={visitId} isReply={messages.some(({ from }) => from === "clinic")} />}
    </section>
  );
}

function ago(t: TextOf<PatientMessageId>, at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return t("messages.now");
  return minutes < 60 ? t.intl.formatRelativeTime(-minutes, "minute") : t.intl.formatTime(at, { timeStyle: "short" });
}

function Writing({ visitId, isReply }: { visitId: string; isReply: boolean }) {
  const t = useText();
  const { send } = useSurroundings();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [state, setState] = useState<"ready" | "sending" | "sent">("ready");
  const [problem, setProblem] = useState<PatientMessageId | null>(null);
  const command = useRef<string | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) box.current?.focus();
  }, [open]);

  function close(): void {
    setOpen(false);
    setProblem(null);
    requestAnimationFrame(() => opener.current?.focus());
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (state === "sending") return;
    if (text.trim() === "") return setProblem("messages.empty");
    setState("sending");
    setProblem(null);
    command.current ??= newId();
    const answer = await send("POST /api/visits/{visitId}/messages", { params: { visitId }, body: { text: text.trim() }, idempotencyKey: command.current });
    setState(answer.ok ? "sent" : "ready");
    if (!answer.ok) {
      if (answer.problem.code !== "unreachable" && answer.problem.code !== "unavailable") command.current = null;
      return setProblem(problemSentence(answer.problem.code));
    }
    command.current = null;
    setText("");
    close();
  }

  if (!open)
    return (
      <div className="cluster">
        <Button
          ref={opener}
          variant="soft"
          icon={MessageSquareIcon}
          onClick={() => {
            setState("ready");
            setOpen(true);
          }}
        >
          {t(isReply ? "messages.reply" : "messages.write")}
        </Button>
        <span className="small muted" role="status">
          {state === "sent" && t("messages.sent")}
        </span>
      </div>
    );
  return (
    <form className="stack stack-3" onSubmit={(event) => void submit(event)}>
      <Field label={t("messages.label")} hint={t("messages.hint")} error={problem === "messages.empty" ? t(problem) : null}>
        {(control) => (
          <textarea
            {...control}
            ref={box}
            rows={3}
            dir="auto"
            maxLength={LONGEST}
            value={text}
            onInput={(event) => {
              // Other words are another message.
              command.current = null;
              setText(event.currentTarget.value);
            }}
          />
        )}
      </Field>
      {problem && problem !== "messages.empty" && (
        <Banner tone="bad" role="alert">
          {t(problem)}
        </Banner>
      )}
      <div className="cluster">
        <Button variant="soft" type="submit" icon={SendIcon} busy={state === "sending"}>
          {t(state === "sending" ? "messages.sending" : "messages.send")}
        </Button>
        <Button variant="ghost" onClick={close}>
          {t("messages.cancel")}
        </Button>
      </div>
    </form>
  );
}
