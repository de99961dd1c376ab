import type { Instant } from "../visit/index.ts";
import type { ClinicSettings } from "./clinic-settings.ts";
import { specialDayOn } from "./special-days.ts";
import { DAY_MS, dayAfter, instantsOf, isoDate, type LocalDay, localDay, weekday } from "./zone-time.ts";

export type Opening = { state: "open" | "closed" | "off"; openUntil: Instant | null; nextOpening: Instant | null };
type Span = { from: string; to: string };
type Hours = Pick<ClinicSettings, "hours" | "specialDays" | "timeZone">;

/** How far the next opening is looked for, and the end of an opening that never seems to end. Days. */
const FARTHEST_OPENING = 400;
const LONGEST_OPENING = 14;
const WHOLE_DAY = [{ from: "00:00", to: "24:00" }];

/** Whether a clinic takes callers now, until when, and when it opens next; by the wall clock of its own time zone. */
export function openingOf(settings: Hours & Pick<ClinicSettings, "waitingAreaOn">, now: Instant): Opening {
  if (!settings.waitingAreaOn) return { state: "off", openUntil: null, nextOpening: null };
  if (settings.hours === null && settings.specialDays.length === 0) return { state: "open", openUntil: null, nextOpening: null };
  const today = localDay(settings.timeZone, now);
  let openUntil: Instant | null = null;
  // From yesterday on: two days of the calendar may lie within one of another length.
  for (let offset = -1; offset <= FARTHEST_OPENING; offset += 1) {
    if (openUntil !== null && offset > LONGEST_OPENING) return { state: "open", openUntil: null, nextOpening: null };
    const day = dayAfter(today, offset);
    for (const span of instantsOf(day, spansOn(settings, day), settings.timeZone)) {
      if (openUntil === null && span.from <= now && now < span.to) openUntil = span.to;
      // A span that ends at midnight and one that begins there are one opening.
      else if (openUntil !== null && span.from === openUntil) openUntil = span.to;
      else if (openUntil !== null && span.from > openUntil) return { state: "open", openUntil, nextOpening: null };
      else if (openUntil === null && span.from > now) return { state: "closed", openUntil: null, nextOpening: span.from };
    }
    if (openUntil !== null && openUntil < now + (offset - 1) * DAY_MS) break;
  }
  return { state: openUntil === null ? "closed" : "open", openUntil, nextOpening: null };
}

/** Today's spans as written, for the staff page; none where it is always open or closed today. */
export function hoursOfToday(settings: Hours, now: Instant): readonly Span[] {
  const today = localDay(settings.timeZone, now);
  return settings.hours === null && !specialDayOn(settings.specialDays, isoDate(today)) ? [] : spansOn(settings, today);
}

function spansOn({ hours, specialDays }: Hours, day: LocalDay): readonly Span[] {
  return specialDayOn(specialDays, isoDate(day))?.spans ?? (hours === null ? WHOLE_DAY : (hours[weekday(day)] ?? []));
}
