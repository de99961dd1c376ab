import type { ChannelMessage } from "@anteroom/core/protocol";
import { useSyncExternalStore } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { TrashIcon } from "../../ui/icons/lucide.ts";
import { useClock } from "../app/clock.tsx";
import { timeOfDay } from "../words/times.ts";
import { dayOf, type Line } from "./conversation.ts";

type Props = { lines: readonly Line[]; personId: string; timeZone: string; onRemove: (message: ChannelMessage) => void };

/** Lines of the conversation with the days between them. */
export function ChannelMessages({ lines, ...each }: Props) {
  return lines.map((line) => <ChannelLine key={line.message.id} line={line} {...each} />);
}

function ChannelLine({ line: { message, day, begins }, personId, timeZone, onRemove }: Omit<Props, "lines"> & { line: Line }) {
  const t = useText();
  const isMine = message.byId === personId;
  const time = timeOfDay(t, message.at, timeZone);
  return (
    <>
      {day && <DayLine at={message.at} timeZone={timeZone} />}
      <div className={`channel-line${isMine ? " is-mine" : ""}${begins ? " begins" : ""}`}>
        {begins && !isMine && <Avatar name={message.byName} picture={message.picture} small />}
        {begins && (
          <p className="small muted channel-who">
            {isMine ? <span className="sr">{t("channel.you")}</span> : <bdi className="strong">{message.byName}</bdi>}{" "}
            <time dateTime={new Date(message.at).toISOString()}>{time}</time>
          </p>
        )}
        {message.text === null ? (
          <p className="small muted channel-removed">{t("channel.removed")}</p>
        ) : (
          <div className="channel-words">
            {isMine && <IconButton className="channel-remove" label={t("channel.remove", { time })} icon={TrashIcon} onClick={() => onRemove(message)} />}
            <p className={isMine ? "letter mine pre" : "letter pre"} dir="auto">
              {message.text}
            </p>
          </div>
        )}
      </div>
    </>
  );
}

const DAY_MS = 24 * 60 * 60_000;

function DayLine({ at, timeZone }: { at: number; timeZone: string }) {
  const t = useText();
  const clock = useClock();
  const day = dayOf(at, timeZone);
  const today = useSyncExternalStore(clock.subscribe, () => dayOf(clock.now(), timeZone));
  const words =
    day === today
      ? t("channel.today")
      : day === dayOf(clock.now() - DAY_MS, timeZone)
        ? t("channel.yesterday")
        : t.intl.formatDate(at, { weekday: "long", day: "numeric", month: "long", timeZone });
  return <p className="channel-day small muted">{words}</p>;
}
