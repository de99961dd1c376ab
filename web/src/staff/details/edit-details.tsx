import type { RowView } from "@anteroom/core/protocol";
import type { EntryField } from "@anteroom/core/settings";
import { type FormEvent, useState } from "react";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { useLink } from "../app/link.tsx";
import { useAskBeforeUnload } from "../app/unsaved.ts";
import { useDesk } from "../desk/desk.tsx";
import { useDiscardQuestion } from "../ui/discard-question.tsx";
import { useWrongFirst } from "../ui/wrong-first.ts";
import { nameOf } from "../waiting-area/row-status.ts";
import { localized } from "../words/field-text.ts";
import { refusalText } from "../words/refusal.ts";
import { EntryFieldInput } from "./entry-field-input.tsx";
import { type Corrections, type Edit, unsavedEdits } from "./unsaved-edits.ts";

const PLAIN_FAULTS: Record<string, StaffMessageId> = { firstName: "details.firstNameMissing", lastName: "details.lastNameMissing", phone: "details.fault.phone" };
const FAULTS: Partial<Record<EntryField["kind"], StaffMessageId>> = {
  number: "details.fault.number",
  date: "details.fault.date",
  choice: "details.fault.choice",
  choices: "details.fault.choice",
  clinician: "details.fault.clinician",
  yesNo: "details.fault.choice",
  phone: "details.fault.phone",
  email: "details.fault.email",
};

/** Staff correct what the caller told and fill in what is theirs; the server judges, and what is wrong stands at its field. */
export function EditDetails({ row, onDone }: { row: RowView; onDone: () => void }) {
  const t = useText();
  const { clinic, commands } = useDesk();
  const unsaved = unsavedEdits(useLink().stream);
  const [{ before, draft }, keep] = useState<Edit>(() => unsaved.get(row.id) ?? { before: row, draft: row });
  const [problem, setProblem] = useState<Failure | null>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { form, sent, typed } = useWrongFirst();
  const isWrong = (path: string) => problem?.fields?.some((field) => field.path === path) ?? false;
  const errorAt = (path: string) => isWrong(path) && t(PLAIN_FAULTS[path] ?? "details.fault.missing");
  const answerError = ({ id, kind }: EntryField) => isWrong(`fields.${id}`) && t((draft.fields[id] && FAULTS[kind]) || "details.fault.missing");
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([id, value]) => value !== (before.fields[id] ?? "")));
  const changed = {
    ...(draft.firstName !== before.firstName && { firstName: draft.firstName }),
    ...(draft.lastName !== before.lastName && { lastName: draft.lastName }),
    ...(draft.phone !== before.phone && { phone: draft.phone }),
    ...(draft.providerNotes !== before.providerNotes && { providerNotes: draft.providerNotes }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
  const { close, takeBack, question } = useDiscardQuestion(() => Object.keys(changed).length > 0, done);
  useAskBeforeUnload(Object.keys(changed).length > 0);
  const isShown = problem?.fields?.every(({ path }) => path in PLAIN_FAULTS || clinic.entryFields.some(({ id }) => path === `fields.${id}`)) ?? false;

  function setDraft(next: Corrections): void {
    unsaved.set(row.id, { before, draft: next });
    keep({ before, draft: next });
  }
  function done(): void {
    unsaved.delete(row.id);
    onDone();
  }

  function onInput(): void {
    takeBack();
    typed();
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    sent();
    setMissing(draft.firstName.trim() === "");
    if (busy || draft.firstName.trim() === "") return;
    // Only what was changed here. What staff still owe is sent empty, to be told of it.
    const owed = clinic.entryFields.filter(({ id, required, audience }) => required && audience === "provider" && !draft.fields[id]).map(({ id }) => [id, ""]);
    setBusy(true);
    const failure = await commands.saveDetails(row, { ...changed, ...(owed.length > 0 && { fields: { ...Object.fromEntries(owed), ...fields } }) });
    setBusy(false);
    setProblem(failure);
    if (!failure) done();
  }

  return (
    <form className="stack stack-3" noValidate ref={form} onInput={onInput} onSubmit={(event) => void save(event)}>
      {problem && !isShown && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, problem, { name: nameOf(row) })}</p>
        </Banner>
      )}
      <Field label={t("details.firstName")} error={missing ? t("details.firstNameMissing") : errorAt("firstName")}>
        {(control) => <input {...control} dir="auto" maxLength={80} value={draft.firstName} onChange={(event) => setDraft({ ...draft, firstName: event.target.value })} />}
      </Field>
      <Field label={t("details.lastName")} optional={t("optional")} error={errorAt("lastName")}>
        {(control) => <input {...control} dir="auto" maxLength={80} value={draft.lastName} onChange={(event) => setDraft({ ...draft, lastName: event.target.value })} />}
      </Field>
      <Field label={t("details.phone")} error={errorAt("phone")}>
        {(control) => <input {...control} type="tel" dir="ltr" maxLength={40} value={draft.phone} onChange={(event) => setDraft({ ...draft, phone: event.target.value })} />}
      </Field>
      {clinic.entryFields.map((field) => (
        <Field key={field.id} label={localized(field.label, t.intl.locale)} optional={!field.required && t("optional")} error={answerError(field)}>
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
      {question && <div className="cluster asking">{question}</div>}
      <div className="cluster" hidden={Boolean(question)}>
        <Button onClick={close}>{t("dialog.cancel")}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t("details.save")}
        </Button>
      </div>
    </form>
  );
}
