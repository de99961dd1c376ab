import type { RowView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/staff-messages.ts";
import { ArrowRightLeftIcon, CircleDashedIcon, LanguagesIcon, PhoneIcon } from "../../ui/icons/lucide.ts";
import { Pill } from "../../ui/pill.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMinutesSince } from "../app/clock.tsx";
import { usePerson } from "../app/session.tsx";
import { languageName } from "../words/field-text.ts";
import { minutesText, timeOfDay } from "../words/times.ts";
import { readinessWords } from "./readiness-text.ts";
import { countsFrom, filterOf, LATE_MINUTES, type RowStatus } from "./row-status.ts";

/** Turns darker by itself when the waiting grows long. */
export function useRowStatus(row: RowView): RowStatus {
  const minutes = useMinutesSince(countsFrom(row));
  const kind = filterOf(row);
  return kind === "waiting" && minutes >= LATE_MINUTES ? "late" : kind;
}

export const STATUS_TEXT = {
  waiting: "status.waiting",
  late: "status.waiting",
  hold: "status.hold",
  seen: "status.seen",
  offline: "status.offline",
  ended: "status.ended",
} as const;

export function StatusPill({ status }: { status: RowStatus }) {
  const t = useText();
  return <Pill status={status === "ended" ? "offline" : status}>{t(STATUS_TEXT[status])}</Pill>;
}

export function WaitingTime({ row }: { row: RowView }) {
  const t = useText();
  const minutes = useMinutesSince(countsFrom(row));
  return <>{minutesText(t, minutes)}</>;
}

/** Language, interpreter, where they came from, whether their page is there: what staff must know before joining. */
export function RowTags({ row, clinicLanguage, timeZone }: { row: RowView; clinicLanguage: string; timeZone: string }) {
  const t = useText();
  const foreign = row.language !== "" && row.language.split("-")[0] !== clinicLanguage.split("-")[0];
  const language = foreign || row.interpreter ? languageName(t, row.language) : "";
  const minutesHere = useMinutesSince(row.enteredAt);
  const tags = [
    language && (
      <Tag note key="language">
        <LanguagesIcon className="i-s" />
        <span className="clip">{row.interpreter ? t("row.interpreter", { language }) : language}</span>
      </Tag>
    ),
    row.phoneMe && (
      <Tag note key="phone">
        <PhoneIcon className="i-s" />
        <span className="clip">{t("row.phoneMe")}</span>
      </Tag>
    ),
    row.owesConsent && (
      <Tag note key="consent" title={t("row.owesConsentHint")}>
        <CircleDashedIcon className="i-s" />
        <span className="clip">{t("row.owesConsent")}</span>
      </Tag>
    ),
    row.handover && (
      <Tag note key="handover">
        <span className="clip">{t("row.handover", { clinic: row.handover.toClinicName })}</span>
      </Tag>
    ),
    row.transferredFrom && (
      <Tag key="transferred">
        <span className="clip">{t("row.transferred", { clinic: row.transferredFrom.clinicName })}</span>
      </Tag>
    ),
    row.presence === "lost" && (
      <Tag key="presence">
        <span className="clip">{t("row.lost")}</span>
      </Tag>
    ),
    row.recallEndsAt != null && row.state !== "ended" && (
      <Tag key="recalled">
        <span className="clip">{t("row.recalled", { time: timeOfDay(t, row.recallEndsAt, timeZone) })}</span>
      </Tag>
    ),
    row.presence === "away" && row.state !== "ended" && (
      <Tag key="presence">
        <span className="clip">{t("row.away")}</span>
      </Tag>
    ),
    row.state === "waiting" && !row.transferredFrom && row.presence === "here" && minutesHere < 1 && <Tag key="new">{t("row.new")}</Tag>,
  ].filter(Boolean);
  return tags.length > 0 ? <div className="sub">{tags}</div> : null;
}

/** What a colleague wrote for whoever takes the caller next: read before joining, so it stands there. */
export function TransferNote({ row, role }: { row: RowView; role?: "cell" }) {
  const t = useText();
  if (!row.transferredFrom?.note || row.state === "ended") return null;
  return (
    <div className="transfer-note" role={role}>
      <ArrowRightLeftIcon className="i-s" />
      <p dir="auto">
        <span className="muted">{t("row.noteOf", { who: row.transferredFrom.byName })}</span> <bdi>{row.transferredFrom.note}</bdi>
      </p>
    </div>
  );
}

/** Grey while all is well; says what is wrong in colour and words. */
export function ReadinessWords({ row }: { row: RowView }) {
  const t = useText();
  const words = row.presence === "offline" ? null : readinessWords(row.readiness);
  if (!words)
    return (
      <span className="ready none">
        <span aria-hidden="true">–</span>
        <span className="sr">{t("ready.unknown")}</span>
      </span>
    );
  const Shape = words.icon;
  return (
    <span className={`ready ${words.look}`} title={t(words.hint)}>
      <Shape />
      <span>{t(words.short)}</span>
    </span>
  );
}

/** Who is with the caller; before that, whom they are meant for. */
export function useWithText(row: RowView): string {
  const t = useText();
  const person = usePerson();
  const nameFor = (each: { personId: string; name: string }) => (each.personId === person.id ? t("row.me") : each.name);
  if (row.with.length > 0) return t.intl.formatList(row.with.map(nameFor));
  return row.assignee ? nameFor(row.assignee) : "";
}
