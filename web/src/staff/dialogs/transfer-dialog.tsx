import type { ClinicPage, CountsView, RowView } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Field } from "../../ui/field.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useMinutesSince } from "../app/clock.tsx";
import { useTopic } from "../app/link.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { FindField } from "../ui/find-field.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";
import { hoursText, minutesText } from "../words/times.ts";

type Target = ClinicPage["transferTargets"][number];

/** To another clinic, with a note. A closed one is warned of, and taken only when the person says so. */
export function TransferDialog({ row, onClose }: { row: RowView; onClose: () => void }) {
  const t = useText();
  const { commands, clinic } = useDesk();
  const person = usePerson();
  const [targetId, setTargetId] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [note, setNote] = useState("");
  const [talkFirst, setTalkFirst] = useState(false);
  const [unchosen, setUnchosen] = useState(false);
  /** It turned out to be when it was pressed. */
  const [closedId, setClosedId] = useState<string | null>(null);
  const name = nameOf(row);
  const target = clinic.transferTargets.find(({ id }) => id === targetId) ?? null;
  const found = clinic.transferTargets.filter((each) => hasWords(search, each.name, each.organisationName));
  const isTheirs = row.state === "seen" && !row.with.some(({ personId }) => personId === person.id);
  const isClosed = target !== null && (target.state === "closed" || target.id === closedId);

  async function transfer(): Promise<string | null> {
    setUnchosen(target === null);
    if (!target) return null;
    const failure = talkFirst
      ? await commands.askHandover(row, target, note.trim())
      : await commands.transfer(row, target, { note: note.trim(), confirmedClosed: isClosed, forced: isTheirs });
    if (!failure) onClose();
    if (failure?.code === "targetClosed") setClosedId(target.id);
    else if (failure) return refusalText(t, failure, { name, clinic: target.name });
    return null;
  }

  return (
    <FormDialog
      title={t("transfer.title", { name })}
      lead={t("transfer.lead", { name })}
      onClose={onClose}
      onSubmit={transfer}
      unready={clinic.transferTargets.length === 0}
      act={
        !target
          ? t("transfer.act")
          : talkFirst
            ? t("transfer.call", { clinic: target.name })
            : isClosed
              ? t("transfer.actClosed", { clinic: target.name })
              : t("transfer.actTo", { clinic: target.name })
      }
    >
      {isTheirs && <Banner tone="warn">{t("forced.inCall", { name, who: t.intl.formatList(row.with.map((each) => each.name)) })}</Banner>}
      {clinic.transferTargets.length === 0 ? (
        <p>{t("transfer.none")}</p>
      ) : (
        <>
          <FindField label={t("transfer.find")} value={search} onChange={setSearch} />
          <div className="choices" role="radiogroup" aria-label={t("transfer.clinic")}>
            {found.map((each) => (
              <TargetChoice key={each.id} target={each} chosen={each.id === targetId} onChoose={() => setTargetId(each.id)} />
            ))}
            {found.length === 0 && <p className="choice muted">{t("clinics.notFound")}</p>}
          </div>
          {unchosen && !target && (
            <p className="error small" role="alert">
              {t("transfer.unchosen")}
            </p>
          )}
          {isClosed && (
            <Banner tone="warn" role="alert">
              {t("transfer.closed", { clinic: target.name })}
            </Banner>
          )}
          <Field label={t("transfer.note")} optional={t("transfer.noteSeen")}>
            {(control) => <textarea {...control} rows={2} dir="auto" maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          {!isTheirs && (
            <Switch checked={talkFirst} onChange={setTalkFirst} hint={t("transfer.talkHint", { name: row.firstName })}>
              {t("transfer.talk")}
            </Switch>
          )}
        </>
      )}
    </FormDialog>
  );
}

function TargetChoice({ target, chosen, onChoose }: { target: Target; chosen: boolean; onChoose: () => void }) {
  const t = useText();
  const { clinic } = useDesk();
  const person = usePerson();
  const mayCount = person.clinics.some(({ id, waitingArea }) => id === target.id && waitingArea);
  const topic = useTopic<CountsView>(mayCount ? `counts:${target.id}` : null);
  const counts = topic.state === "here" ? topic.value : null;
  const longest = useMinutesSince(counts?.longestWaitSince ?? null);
  return (
    <label className="choice">
      <input type="radio" name="target" checked={chosen} disabled={target.state === "off"} onChange={onChoose} />
      <span>
        <span className="strong" dir="auto">
          {target.name}
        </span>
        <span className="sub block">
          {target.organisationName !== clinic.organisationName && <span dir="auto">{target.organisationName} · </span>}
          {hoursText(t, target, target.timeZone ?? clinic.timeZone)}
        </span>
      </span>
      <span className="sub tnum">
        {counts && (counts.waiting === 0 ? t("transfer.nobodyWaits") : t("transfer.waiting", { count: counts.waiting, longest: minutesText(t, longest) }))}
      </span>
    </label>
  );
}
