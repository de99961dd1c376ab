import type { ChannelMessage } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { Beside } from "../ui/beside.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { refusalText } from "../words/refusal.ts";
import "./channel.css";
import { ChannelComposer } from "./channel-composer.tsx";
import { ChannelMessages } from "./channel-messages.tsx";
import { linesOf } from "./conversation.ts";
import { RemoveMessageDialog } from "./remove-message-dialog.tsx";
import { useChannel, useReading } from "./use-channel.ts";
import { useScrolling } from "./use-scrolling.ts";

/** What the clinic's team writes to each other: beside the list, or as a sheet over the page where there is no room. */
export function ChannelDrawer({ over }: { over: boolean }) {
  const t = useText();
  const { clinic, closeChannel } = useDesk();
  const [removing, setRemoving] = useState<ChannelMessage | null>(null);
  const label = t("channel.title");
  const content = (
    <div className="drawer-in">
      <header>
        <div className="grow">
          <h2>{label}</h2>
          <p className="small muted">{t("channel.lead")}</p>
        </div>
        <IconButton label={t("channel.close")} icon={XIcon} onClick={closeChannel} />
      </header>
      <Conversation onRemove={setRemoving} />
      <ChannelComposer clinic={clinic} />
    </div>
  );
  return (
    <>
      {over ? (
        <Sheet label={label} from="end" bare onClose={closeChannel}>
          <div className="drawer details">{content}</div>
        </Sheet>
      ) : (
        <Beside label={label} onClose={closeChannel}>
          {content}
        </Beside>
      )}
      {removing && <RemoveMessageDialog slug={clinic.slug} message={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function Conversation({ onRemove }: { onRemove: (message: ChannelMessage) => void }) {
  const t = useText();
  const { clinic } = useDesk();
  const person = usePerson();
  const { conversation, loadEarlier, isLoading, problem } = useChannel(clinic);
  const messages = conversation?.messages ?? [];
  const [first, last] = [messages[0], messages.at(-1)];
  const { list, isAtEnd, toEnd, onScroll } = useScrolling(first?.number, last?.number, last?.byId === person.id);
  useReading(clinic, last?.number, isAtEnd);
  // Only what comes from now on is news to be read aloud, and not what was loaded of the past.
  const [newsFrom, setNewsFrom] = useState<number | null>(null);
  if (newsFrom === null && conversation) setNewsFrom(first?.number ?? 1);
  const [seenUpTo, setSeenUpTo] = useState<number | undefined>(undefined);
  if (isAtEnd && last && seenUpTo !== last.number) setSeenUpTo(last.number);

  const lines = linesOf(messages, clinic.timeZone);
  const past = lines.filter(({ message }) => message.number < (newsFrom ?? 0));
  const shared = { personId: person.id, timeZone: clinic.timeZone, onRemove };
  async function earlier(): Promise<void> {
    await loadEarlier();
    list.current?.focus();
  }
  if (!conversation)
    return (
      <div className="channel-list">
        <Skeleton label={t("loading")} lines={4} />
      </div>
    );
  return (
    <div className="channel-place">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div ref={list} className="channel-list" role="group" aria-label={t("channel.messages")} tabIndex={0} onScroll={onScroll}>
        {problem && (
          <Banner tone="bad" role="alert">
            {refusalText(t, problem)}
          </Banner>
        )}
        {conversation.hasEarlier && (
          <Button size="small" variant="ghost" busy={isLoading} onClick={() => void earlier()}>
            {t("channel.earlier")}
          </Button>
        )}
        {messages.length === 0 && <EmptyState title={t("channel.none")}>{t("channel.noneMore")}</EmptyState>}
        <ChannelMessages lines={past} {...shared} />
        <div role="log" aria-label={t("channel.title")}>
          <ChannelMessages lines={lines.slice(past.length)} {...shared} />
        </div>
      </div>
      {!isAtEnd && last && last.number !== seenUpTo && (
        <Button size="small" variant="primary" className="channel-new" onClick={toEnd}>
          {t("channel.new")}
        </Button>
      )}
    </div>
  );
}
