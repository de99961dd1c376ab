import "./waiting-experience.css";
import { copiesForNextYear, type SpecialDay } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { useAnnouncer } from "../../staff/app/announcing.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { CopyIcon, PlusIcon, TrashIcon, XIcon } from "../../ui/icons/lucide.ts";
import { Origin } from "../clinic-settings/setting.tsx";
import { SettingError } from "../clinic-settings/setting-error.tsx";
import type { SectionForm } from "../frame/use-section.ts";

/** Holidays, and days with other hours. */
export function SpecialDaysSetting<Values extends { specialDays: SpecialDay[] }>({ form, organisationName }: { form: SectionForm<Values>; organisationName: string }) {
  const t = useText();
  const announcer = useAnnouncer();
  const days = form.values.specialDays;
  const copies = copiesForNextYear(days);
  const set = (next: SpecialDay[]) => form.set("specialDays", next as Values["specialDays"]);
  const change = (at: number, part: Partial<SpecialDay>) => set(days.map((day, place) => (place === at ? { ...day, ...part } : day)));
  return (
    <fieldset className="setting setting-wide">
      <legend className="label">{t("waiting.days")}</legend>
      <p className="small muted">{t("waiting.days.hint")}</p>
      <ul className="special-days">
        {days.map((day, at) => (
          // A day is its place in the list: its date may be typed anew.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className="special-day" data-setting={`specialDays.${at}`}>
            <Field label={t("waiting.days.date")}>
              {(control) => (
                <input
                  {...control}
                  aria-invalid={form.errorOf(`specialDays.${at}`) !== undefined || undefined}
                  type="date"
                  value={day.date}
                  onChange={(event) => change(at, { date: event.target.value })}
                />
              )}
            </Field>
            <Field label={t("waiting.days.name")}>
              {(control) => <input {...control} dir="auto" maxLength={80} value={day.name} onChange={(event) => change(at, { name: event.target.value })} />}
            </Field>
            <Spans day={day} onChange={(spans) => change(at, { spans })} />
            <Check checked={day.yearly} onChange={(event) => change(at, { yearly: event.target.checked })}>
              {t("waiting.days.yearly")}
            </Check>
            <IconButton label={t("waiting.days.remove", { date: day.date })} icon={TrashIcon} onClick={() => set(days.filter((_day, place) => place !== at))} />
            <SettingError>{form.errorOf(`specialDays.${at}`)}</SettingError>
          </li>
        ))}
      </ul>
      <SettingError>
        {form.errorOf(
          "specialDays",
          days.map((_day, at) => `specialDays.${at}`),
        )}
      </SettingError>
      <div className="cluster">
        <Button type="button" size="small" icon={PlusIcon} onClick={() => set([...days, { date: dayAfter(days.at(-1)?.date), yearly: false, name: "", spans: [] }])}>
          {t("waiting.days.add")}
        </Button>
        {copies && (
          <Button
            type="button"
            size="small"
            variant="outline"
            icon={CopyIcon}
            onClick={() => {
              set([...days, ...copies.days]);
              announcer.announce(t("waiting.days.copied", { count: copies.days.length, year: String(copies.year) }));
            }}
          >
            {t("waiting.days.copy", { from: String(copies.year - 1), to: String(copies.year) })}
          </Button>
        )}
      </div>
      <Origin form={form} name="specialDays" label={t("waiting.days")} organisationName={organisationName} />
    </fieldset>
  );
}

/** Closed, unless there are hours. */
function Spans({ day, onChange }: { day: SpecialDay; onChange: (spans: SpecialDay["spans"]) => void }) {
  const t = useText();
  const name = day.name || day.date;
  const change = (at: number, part: Partial<SpecialDay["spans"][number]>) => onChange(day.spans.map((span, place) => (place === at ? { ...span, ...part } : span)));
  return (
    <div className="week-spans">
      {day.spans.length === 0 && <span className="muted">{t("settings.hours.closed")}</span>}
      {day.spans.map(({ from, to }, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <span className="cluster" key={at}>
          <input className="input" type="time" aria-label={t("settings.hours.from", { day: name })} value={from} onChange={(event) => change(at, { from: event.target.value })} />
          –
          <input
            className="input"
            type="time"
            aria-label={t("settings.hours.to", { day: name })}
            value={to === "24:00" ? "00:00" : to}
            onChange={(event) => change(at, { to: event.target.value === "00:00" ? "24:00" : event.target.value })}
          />
          <IconButton label={t("settings.hours.remove", { day: name, from, to })} icon={XIcon} onClick={() => onChange(day.spans.filter((_span, place) => place !== at))} />
        </span>
      ))}
      <IconButton label={t("settings.hours.add", { day: name })} icon={PlusIcon} onClick={() => onChange([...day.spans, { from: "09:00", to: "12:00" }])} />
    </div>
  );
}

/** Holidays often stand beside each other; the first is today. */
function dayAfter(date: string | undefined): string {
  const at = date ? Date.parse(`${date}T00:00:00Z`) + 86_400_000 : Date.now();
  return new Date(Number.isNaN(at) ? Date.now() : at).toISOString().slice(0, 10);
}
