import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";

type Told = TextOf<StaffMessageId>;

/** "41 min", "1 h 5 min": as people say it, and short enough for a column. */
export function minutesText(t: Told, minutes: number): string {
  if (minutes < 1) return t("time.underAMinute");
  if (minutes < 60) return t("time.minutes", { minutes });
  return t("time.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A time of day in the clinic's own zone: colleagues elsewhere read the same. */
export function timeOfDay(t: Told, at: number, timeZone: string): string {
  return t.intl.formatTime(at, { timeStyle: "short", timeZone });
}

type Hours = { state: "open" | "closed" | "off"; openUntil?: number | null | undefined; nextOpening?: number | null | undefined };

/** "Open until 5:00 pm", "Closed, opens Tuesday 9:00 am". */
export function hoursText(t: Told, { state, openUntil, nextOpening }: Hours, timeZone: string): string {
  if (state === "off") return t("hours.off");
  if (state === "open") return openUntil ? t("hours.openUntil", { time: timeOfDay(t, openUntil, timeZone) }) : t("hours.open");
  if (!nextOpening) return t("hours.closed");
  return t("hours.closedUntil", { day: t.intl.formatDate(nextOpening, { weekday: "long", timeZone }), time: timeOfDay(t, nextOpening, timeZone) });
}
