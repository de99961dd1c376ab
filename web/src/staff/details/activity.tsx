import type { ActivityLine, RowView } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import { useEffect, useState } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useLink } from "../app/link.tsx";
import { useDesk } from "../desk/desk.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { languageName } from "../words/field-text.ts";
import { identifierName } from "../words/identifier.ts";
import { refusalText } from "../words/refusal.ts";

/** Time-ordered log of the visit. */
export function Activity({ row }: { row: RowView }) {
  const t = useText();
  const { clinic } = useDesk();
  const { lines, problem } = useActivity(row);
  if (problem)
    return (
      <Banner tone="bad" role="alert">
        {refusalText(t, problem, { name: nameOf(row) })}
      </Banner>
    );
  if (!lines) return <Skeleton label={t("loading")} />;
  return (
    <ol className="log">
      {lines.map((line) => (
        <li key={line.id}>
          <time className="small muted tnum" dateTime={new Date(line.at).toISOString()}>
            {t.intl.formatTime(line.at, { timeStyle: "short", timeZone: clinic.timeZone })}
          </time>
          <span dir="auto">{lineText(t, line, nameOf(row), clinic.entryFields)}</span>
        </li>
      ))}
    </ol>
  );
}

/** A sentence for each kind of line; `facts` carries the names. */
const LINES: Record<string, StaffMessageId> = {
  entered: "activity.entered",
  joined: "activity.joined",
  hostLeft: "activity.hostLeft",
  held: "activity.held",
  personHeld: "activity.personHeld",
  added: "activity.added",
  takenOut: "activity.takenOut",
  transferred: "activity.transferred",
  handoverAsked: "activity.handoverAsked",
  handoverEnded: "activity.handoverEnded",
  assigned: "activity.assigned",
  moved: "activity.moved",
  opened: "activity.opened",
  escalated: "activity.escalated",
  locked: "activity.locked",
  invited: "activity.invited",
  companionCame: "activity.companionCame",
  companionLeft: "activity.companionLeft",
  lost: "activity.lost",
  back: "activity.back",
  wentOffline: "activity.wentOffline",
  recalled: "activity.recalled",
  phoneVerified: "activity.phoneVerified",
  ended: "activity.ended",
  identified: "activity.identified",
  edited: "activity.edited",
  languageChanged: "activity.languageChanged",
  consented: "activity.consented",
  consentDeclined: "activity.consentDeclined",
  seenWithoutConsent: "activity.seenWithoutConsent",
};

/** Told of the caller, whoever noticed it. */
const OF_THE_CALLER: ReadonlySet<string> = new Set(["lost", "back", "wentOffline"]);
/** Told of the member named in the line: somebody else, or the end of their grace time, may have brought it about. */
const OF_THE_PERSON: ReadonlySet<string> = new Set(["joined", "hostLeft"]);

export function lineText(t: TextOf<StaffMessageId>, { type, byName, byKind, facts }: ActivityLine, callerName: string, fields: readonly EntryField[]): string {
  const whose = OF_THE_CALLER.has(type) ? callerName : OF_THE_PERSON.has(type) ? facts.person : "";
  const by = whose || byName || (byKind === "caller" ? callerName : t(byKind === "system" ? "activity.bySystem" : "activity.bySomebody"));
  return t(LINES[type] ?? "activity.other", {
    by,
    type,
    clinic: facts.toClinicName ?? facts.clinicName ?? facts.toClinic ?? "",
    from: facts.fromClinicName ?? facts.fromClinic ?? "",
    who: facts.name ?? facts.personName ?? facts.person ?? "",
    note: facts.note ?? "",
    language: facts.language ? languageName(t, facts.language) : "",
    identifiers: t.intl.formatList(
      (facts.identifiedBy ?? "")
        .split(" ")
        .filter(Boolean)
        .map((id) => identifierName(t, fields, id)),
    ),
    // Enough of the hash to tell two texts apart; the whole is in the audit log.
    version: (facts.version ?? "").slice(0, 8),
    reason: facts.reason ?? "other",
    on: facts.locked ?? facts.held ?? facts.verified ?? facts.on ?? "true",
    hasNote: facts.note ? "yes" : "no",
    hasWho: facts.name || facts.personName || facts.person ? "yes" : "no",
  });
}

/** Asked for again with every change of the row. */
function useActivity(row: RowView) {
  const { send } = useLink();
  const [lines, setLines] = useState<readonly ActivityLine[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => {
    let late = false;
    void send("GET /api/visits/{visitId}/activity", { params: { visitId: row.id } }).then((answer) => {
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setLines(answer.reply.lines);
    });
    return () => {
      late = true;
    };
  }, [send, row]);
  return { lines, problem };
}
