import { type FormEvent, useEffect, useRef, useState } from "react";
import { type CallMessageId, useText } from "../../i18n/call-messages.ts";
import type { ChatMessage, MediaSession, MessageOutcome } from "../../media/session.ts";
import { Button } from "../../ui/button.tsx";
import { enterSends } from "../../ui/enter-sends.ts";
import { SendIcon } from "../../ui/icons/lucide.ts";
import { Drawer } from "./drawer.tsx";

/** `MESSAGE_MAX_LENGTH` of the session, without its code. */
const MAX_LENGTH = 2_000;

const REFUSED: Record<Exclude<MessageOutcome, { ok: true }>["rejection"], CallMessageId | null> = {
  empty: null,
  tooLong: "chat.tooLong",
  nobodyThere: "chat.nobodyThere",
  notAllowed: "chat.readOnly",
};

/** Words of this call, gone with it. What looks like an address stays text, and nothing is fetched. */
export function ChatDrawer({
  session,
  mayWrite,
  messages,
  nameOf,
  text,
  onText: setText,
  onClose,
}: {
  session: MediaSession;
  /** Where the clinic lets only hosts write, guests read. */
  mayWrite: boolean;
  messages: readonly ChatMessage[];
  nameOf: (seatId: string) => string;
  /** Not sent yet; it outlives the drawer. */
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
}) {
  const t = useText();
  const [problem, setProblem] = useState<CallMessageId | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const shown = list.current;
    if (shown) shown.scrollTop = shown.scrollHeight;
  }, [messages.length]);

  function send(event?: FormEvent): void {
    event?.preventDefault();
    const outcome = session.sendMessage(text);
    if (outcome.ok) setText("");
    setProblem(outcome.ok ? null : REFUSED[outcome.rejection]);
    field.current?.focus();
  }

  return (
    <Drawer title={t("chat.title")} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div ref={list} className="scroll chat" role="log" aria-label={t("chat.title")} tabIndex={0}>
        <p className="small muted">{t("chat.gone")}</p>
        {messages.map((message) => (
          <div key={message.id} className={message.own ? "said own-words" : "said"}>
            <span className="small muted">
              <bdi>{message.own ? t("self.you") : nameOf(message.fromSeatId)}</bdi> <time>{t.intl.formatTime(message.at)}</time>
            </span>
            <p dir="auto">{message.text}</p>
          </div>
        ))}
      </div>
      {mayWrite ? (
        <form className="chat-form" onSubmit={send}>
          {problem && (
            <p className="error small" role="alert">
              {t(problem)}
            </p>
          )}
          <div className="chat-field">
            <textarea
              ref={field}
              className="input"
              rows={2}
              dir="auto"
              maxLength={MAX_LENGTH}
              aria-label={t("chat.write")}
              placeholder={t("chat.write")}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => enterSends(event, send)}
            />
            <Button type="submit" variant="primary" icon={SendIcon} aria-disabled={text.trim() === "" ? true : undefined}>
              {t("chat.send")}
            </Button>
          </div>
        </form>
      ) : (
        <p className="chat-form small muted">{t("chat.readOnly")}</p>
      )}
    </Drawer>
  );
}
