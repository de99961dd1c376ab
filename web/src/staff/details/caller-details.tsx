import type { RowView } from "@anteroom/core/protocol";
import { type FormEvent, type ReactNode, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { PencilIcon } from "../../ui/icons/lucide.ts";
import { useDesk } from "../desk/desk.tsx";
import { answerText, languageName, localized } from "../words/field-text.ts";
import { refusalText } from "../words/refusal.ts";
import { readinessWords } from "../waiting-area/readiness-text.ts";
import { nameOf } from "../waiting-area/row-status.ts";
import { EntryFieldInput } from "./entry-field-input.tsx";

/** What the caller told, what staff noted. Every correction is in the activity. */
export function CallerDetails({ row, editable }: { row: RowView; editable: boolean }) {
  const [editing, setEditing] = useState(false);
  if (editing && editable) return <EditDetails row={row} onDone={() => setEditing(false)} />;
  return <ShowDetails row={row} {...(editable && { onEdit: () => setEditing(true) })} />;
}

function ShowDetails({ row, onEdit }: { row: RowView; onEdit?: () => void }) {
  const t = useText();
  const { clinic } = useDesk();
  const readiness = row.presence === "offline" ? null : readinessWords(row.readiness);
  const time = (at: number) => t.intl.formatTime(at, { timeStyle: "short", timeZone: clinic.timeZone });
  return (
    <div className="stack stack-3">
      {row.transferredFrom && (
        <Banner tone="info">
          <p>{t("details.transferred", { clinic: row.transferredFrom.clinicName, who: row.transferredFrom.byName, time: time(row.transferredFrom.at) })}</p>
          {row.transferredFrom.note && <p dir="auto">{row.transferredFrom.note}</p>}
        </Banner>
      )}
      {readiness && readiness.look !== "ok" && (
        <Banner tone={readiness.look === "bad" ? "bad" : "warn"} icon={readiness.icon}>
          <p className="strong">{t(readiness.short)}</p>
          <p>{t(readiness.hint)}</p>
        </Banner>
      )}
      <dl className="facts">
        <Fact name={t("details.name")}>{nameOf(row)}</Fact>
        <Fact name={t("details.phone")}>
          {row.phone && (
            <a dir="ltr" href={`tel:${row.phone.replace(/[^+\d]/g, "")}`}>
              {row.phone}
            </a>
          )}
        </Fact>
        <Fact name={t("details.language")}>
          {row.language && (row.interpreter ? t("row.interpreter", { language: languageName(t, row.language) }) : languageName(t, row.language))}
        </Fact>
        {clinic.entryFields.map((field) => (
          <Fact key={field.id} name={localized(field.label, t.intl.locale)}>
            {answerText(t, field, row.fields[field.id])}
          </Fact>
        ))}
        <Fact name={t("details.arrived")}>{time(row.enteredAt)}</Fact>
        <Fact name={t("details.assigned")}>{row.assignee?.name}</Fact>
        <Fact name={t("details.notes")}>{row.providerNotes && <span className="pre">{row.providerNotes}</span>}</Fact>
      </dl>
      {onEdit && (
        <Button icon={PencilIcon} onClick={onEdit}>
          {t("details.edit")}
        </Button>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children || <span className="muted">–</span>}</dd>
    </div>
  );
}

function EditDetails({ row, onDone }: { row: RowView; onDone: () => void }) {
  const t = useText();
  const { clinic, commands } = useDesk();
  const [draft, setDraft] = useState({ firstName: row.firstName, lastName: row.lastName, phone: row.phone, providerNotes: row.providerNotes, fields: row.fields });
  const [problem, setProblem] = useState<Failure | null>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setMissing(draft.firstName.trim() === "");
    if (busy || draft.firstName.trim() === "") return;
    // Only what was changed here: a colleague may be correcting another field.
    const fields = Object.fromEntries(Object.entries(draft.fields).filter(([id, value]) => value !== (row.fields[id] ?? "")));
    setBusy(true);
    const failure = await commands.saveDetails(row, {
      ...(draft.firstName !== row.firstName && { firstName: draft.firstName }),
      ...(draft.lastName !== row.lastName && { lastName: draft.lastName }),
      ...(draft.phone !== row.phone && { phone: draft.phone }),
      ...(draft.providerNotes !== row.providerNotes && { providerNotes: draft.providerNotes }),
      ...(Object.keys(fields).length > 0 && { fields }),
    });
    setBusy(false);
    setProblem(failure);
    if (!failure) onDone();
  }

  return (
    <form className="stack stack-3" noValidate onSubmit={(event) => void save(event)}>
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, problem, { name: nameOf(row) })}</p>
          {problem.fields?.map(({ path, message }) => (
            <p key={path}>{`${path}: ${message}`}</p>
          ))}
        </Banner>
      )}
      <Field label={t("details.firstName")} error={missing && t("details.firstNameMissing")}>
        {(control) => <input {...control} dir="auto" maxLength={80} value={draft.firstName} onChange={(event) => setDraft({ ...draft, firstName: event.target.value })} />}
      </Field>
      <Field label={t("details.lastName")} optional={t("optional")}>
        {(control) => <input {...control} dir="auto" maxLength={80} value={draft.lastName} onChange={(event) => setDraft({ ...draft, lastName: event.target.value })} />}
      </Field>
      <Field label={t("details.phone")} optional={t("optional")}>
        {(control) => <input {...control} type="tel" dir="ltr" maxLength={40} value={draft.phone} onChange={(event) => setDraft({ ...draft, phone: event.target.value })} />}
      </Field>
      {clinic.entryFields.map((field) => (
        <Field key={field.id} label={localized(field.label, t.intl.locale)} optional={!field.required && t("optional")}>
          {(control) => (
            <EntryFieldInput
              control={control}
              field={field}
              value={draft.fields[field.id] ?? ""}
              onChange={(value) => setDraft({ ...draft, fields: { ...draft.fields, [field.id]: value } })}
            />
          )}
        </Field>
      ))}
      <Field label={t("details.notes")} hint={t("details.notesHint")} optional={t("optional")}>
        {(control) => (
          <textarea {...control} dir="auto" rows={4} maxLength={4000} value={draft.providerNotes} onChange={(event) => setDraft({ ...draft, providerNotes: event.target.value })} />
        )}
      </Field>
      <div className="cluster">
        <Button onClick={onDone}>{t("dialog.cancel")}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t("details.save")}
        </Button>
      </div>
    </form>
  );
}
