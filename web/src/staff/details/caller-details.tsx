import type { RowView } from "@anteroom/core/protocol";
import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { PencilIcon } from "../../ui/icons/lucide.ts";
import { useLink } from "../app/link.tsx";
import { useDesk } from "../desk/desk.tsx";
import { answerText, languageName, localized } from "../words/field-text.ts";
import { readinessWords } from "../waiting-area/readiness-text.ts";
import { nameOf } from "../waiting-area/row-status.ts";
import { EditDetails } from "./edit-details.tsx";
import { unsavedEdits } from "./unsaved-edits.ts";

/** What the caller told, what staff noted; opened again, what was being corrected. Every correction is in the activity. */
export function CallerDetails({ row, editable }: { row: RowView; editable: boolean }) {
  const { stream } = useLink();
  const [editing, setEditing] = useState(() => unsavedEdits(stream).has(row.id));
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
