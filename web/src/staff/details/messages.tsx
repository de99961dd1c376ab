import type { RowView } from "@anteroom/core/protocol";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { enterSends } from "../../ui/enter-sends.ts";
import { SendIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { keptWhileSignedIn, useKept } from "../app/kept.ts";
import { useLink } from "../app/link.tsx";
import { useAskBeforeUnload } from "../app/unsaved.ts";
import { useDesk } from "../desk/desk.tsx";
import { MessageField } from "../dialogs/message-field.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";

type Message = { id: string; at: number; from: "clinic" | "caller"; text: string; byName: string };

/** By visit: the details close by a single key. */
const unsent = keptWhileSignedIn<string>();

/** What was written between the clinic and one caller. Reading marks it read. */
export function Messages({ row, writable }: { row: RowView; writable: boolean }) {
  const t = useText();
  const { clinic } = useDesk();
  const { messages, problem } = useMessages(row);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // In braces: browsers have begun to answer with a promise, which is no way to clean up.
    end.current?.scrollIntoView?.({ block: "nearest" });
  }, [messages]);
  return (
    <div className="stack stack-3 messages">
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name: nameOf(row) })}
        </Banner>
      )}
      {!messages && !problem && <Skeleton label={t("loading")} />}
      {messages?.length === 0 && <p className="muted">{t("messages.none")}</p>}
      {messages && messages.length > 0 && (
        <ol className="letters" aria-live="polite">
          {messages.map(({ id, at, from, text, byName }, place) => (
            <li key={id} ref={place === messages.length - 1 ? end : null} className={from === "clinic" ? "letter mine" : "letter"}>
              <p className="small muted">
                <span dir="auto">{from === "clinic" ? byName : nameOf(row)}</span>, {t.intl.formatTime(at, { timeStyle: "short", timeZone: clinic.timeZone })}
              </p>
              <p className="pre" dir="auto">
                {text}
              </p>
            </li>
          ))}
        </ol>
      )}
      {writable && <Composer row={row} />}
    </div>
  );
}

/** Asked for again when the row tells of another message. */
function useMessages(row: RowView) {
  const { send } = useLink();
  const [messages, setMessages] = useState<readonly Message[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => {
    let late = false;
    void send("GET /api/visits/{visitId}/messages", { params: { visitId: row.id } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setMessages(answer.reply.messages);
    });
    return () => {
      late = true;
    };
    // The counts are the reason to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send, row.id, row.unread, row.messagesSent]);
  return { messages, problem };
}

function Composer({ row }: { row: RowView }) {
  const t = useText();
  const { commands, clinic } = useDesk();
  const [text = "", keep] = useKept(unsent, row.id);
  useAskBeforeUnload(text !== "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  async function send(): Promise<void> {
    if (busy || text.trim() === "") return;
    setBusy(true);
    const failure = await commands.message(row, text.trim());
    setBusy(false);
    setProblem(failure);
    if (!failure) keep((now) => (now === text ? undefined : now));
  }
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void send();
  }
  return (
    <form className="stack stack-2" onSubmit={onSubmit}>
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem, { name: nameOf(row) })}
        </Banner>
      )}
      <MessageField
        label={t("messages.label", { name: nameOf(row) })}
        {...(!clinic.twoWayMessages && { hint: t("messages.oneWay") })}
        text={text}
        onText={(typed) => keep(() => typed || undefined)}
        onKeyDown={(event) => enterSends(event, () => void send())}
      />
      <Button type="submit" variant="soft" icon={SendIcon} busy={busy} aria-disabled={text.trim() === ""}>
        {t("messages.send")}
      </Button>
    </form>
  );
}
