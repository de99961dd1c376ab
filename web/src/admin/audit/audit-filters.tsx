import type { AuditFilter, AuditPage } from "@anteroom/core/protocol";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { DownloadIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { useFactWords } from "../words/fact-words.ts";

type Props = {
  filter: AuditFilter;
  choices: Pick<AuditPage, "people" | "clinics" | "actions">;
  onChange: (filter: AuditFilter) => void;
  exportHref: string;
};

/** Who, what, where and when; days are those of the person's own clock. */
export function AuditFilters({ filter, choices, onChange, exportHref }: Props) {
  const t = useText();
  const { actionText } = useFactWords();
  const set = (change: Partial<AuditFilter>) => onChange({ ...filter, ...change });
  return (
    <div className="audit-filters">
      <Field label={t("audit.who")}>
        {(control) => (
          <Select {...control} value={filter.by ?? ""} onChange={(event) => set({ by: event.target.value || undefined })}>
            <option value="">{t("audit.everybody")}</option>
            {choices.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("audit.what")}>
        {(control) => (
          <Select {...control} value={filter.action ?? ""} onChange={(event) => set({ action: event.target.value || undefined })}>
            <option value="">{t("audit.everything")}</option>
            {choices.actions.map((action) => (
              <option key={action} value={action}>
                {actionText(action)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {choices.clinics.length > 0 && (
        <Field label={t("audit.clinic")}>
          {(control) => (
            <Select {...control} value={filter.clinicId ?? ""} onChange={(event) => set({ clinicId: event.target.value || undefined })}>
              <option value="">{t("audit.everywhere")}</option>
              {choices.clinics.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label={t("audit.from")}>
        {(control) => <input {...control} type="date" value={dayOf(filter.from)} onChange={(event) => set({ from: startOf(event.target.value, 0) })} />}
      </Field>
      <Field label={t("audit.to")}>
        {(control) => (
          <input {...control} type="date" value={dayOf(filter.to === undefined ? undefined : filter.to - 1)} onChange={(event) => set({ to: startOf(event.target.value, 1) })} />
        )}
      </Field>
      <a className="btn btn-outline" href={exportHref} download>
        <DownloadIcon />
        {t("audit.export")}
      </a>
    </div>
  );
}

/** Midnight where the person is, so many days after the one that was chosen. */
function startOf(day: string, daysLater: number): number | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date || year < 1970) return undefined;
  return new Date(year, month - 1, date + daysLater).getTime();
}

function dayOf(at: number | undefined): string {
  if (at === undefined) return "";
  const day = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(day.getFullYear()).padStart(4, "0")}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
