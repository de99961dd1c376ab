import type { ClinicThings, RowView } from "@anteroom/core/protocol";
import { useEffect } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { useAnnouncer } from "../app/announcing.tsx";
import { useLatest } from "../app/latest.ts";
import { useLink } from "../app/link.tsx";
import { useWorld } from "../app/world.tsx";
import { thingsOf } from "../waiting-area/board-view.ts";
import { nameOf } from "../waiting-area/row-status.ts";
import type { AlertChoice } from "./alert-choice.ts";

/** Several who come together ring once. Milliseconds. */
const RING_APART_MS = 2_000;
/** More names at once would be a flood. */
const NAMED = 3;

/**
 * Rings for whoever begins to wait here. Follows the topic itself and not the drawn page, so that a tab in the
 * background rings as well; after a break of the line, those who came meanwhile are newcomers too.
 */
export function useNewcomers(clinic: { id: string; name: string }, choice: AlertChoice, personId: string): void {
  const t = useText();
  const { stream } = useLink();
  const { alarm } = useWorld();
  const announcer = useAnnouncer();
  const latest = useLatest({ t, choice, clinic });

  useEffect(() => {
    const store = stream.topic<ClinicThings>(`clinic:${clinic.id}`);
    let known: ReadonlySet<string> | null = null;
    let knownHandovers: ReadonlySet<string> = new Set();
    let knownEscalations: ReadonlySet<string> = new Set();
    let names: string[] = [];
    let rangAt = Number.NEGATIVE_INFINITY;

    function look(): void {
      const topic = store.getSnapshot();
      if (topic.state !== "here") return;
      const { rows, ended, handovers } = thingsOf(topic.value);
      const before = known;
      const beforeHandovers = knownHandovers;
      const beforeEscalations = knownEscalations;
      known = new Set([...rows, ...ended].map(({ id }) => id));
      knownHandovers = new Set(handovers.map(({ visitId }) => visitId));
      knownEscalations = new Set(rows.filter(({ escalatedTo }) => escalatedTo === personId).map(({ id }) => id));
      if (!before) return;
      const newcomers = rows.filter((row) => row.state === "waiting" && !before.has(row.id));
      if (newcomers.length > 0) tell(newcomers);
      // A handover and somebody whom nobody looked at are said by their own banners; they only have to be heard.
      const isNewElsewhere = handovers.some(({ visitId }) => !beforeHandovers.has(visitId)) || [...knownEscalations].some((id) => !beforeEscalations.has(id));
      if (newcomers.length > 0 || isNewElsewhere) ring();
    }

    function tell(newcomers: readonly RowView[]): void {
      const { t: words } = latest();
      names.push(...newcomers.map(nameOf));
      const said = names.length <= NAMED ? words("alerts.came", { names: words.intl.formatList(names), count: names.length }) : words("alerts.cameMany", { count: names.length });
      announcer.announce(said, "newcomers");
    }

    function ring(): void {
      const { t: words, choice: chosen, clinic: place } = latest();
      if (performance.now() - rangAt < RING_APART_MS) return;
      rangAt = performance.now();
      if (chosen.sound) alarm.chime();
      // No name: a notice stands on locked screens and shared monitors.
      if (chosen.notice && document.visibilityState !== "visible") alarm.notify(words("alerts.noticeTitle"), place.name);
    }

    const stopHearing = announcer.subscribe(({ polite }) => {
      if (polite !== undefined) names = [];
    });
    look();
    const stopWatching = store.subscribe(look);
    return () => {
      stopHearing();
      stopWatching();
    };
  }, [stream, clinic.id, personId, announcer, alarm, latest]);
}
