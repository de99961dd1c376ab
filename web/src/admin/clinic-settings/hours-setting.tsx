import type { WeeklyHours } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { PlusIcon, XIcon } from "../../ui/icons/lucide.ts";
import { Switch } from "../../ui/switch.tsx";
import type { SectionForm } from "../frame/use-section.ts";
import { Origin } from "./setting.tsx";
import { SettingError } from "./setting-error.tsx";

type Values = { timeZone: string; hours: WeeklyHours | null };
const OFFICE: WeeklyHours = [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ from: "09:00", to: "17:00" }] : []));
/** A Monday; only its weekday is used. */
const MONDAY = Date.UTC(2024, 0, 1);

/** Seven days with their spans; two spans make a break. */
export function HoursSetting<All extends Values>({ form: whole, organisationName }: { form: SectionForm<All>; organisationName: string }) {
  const t = useText();
  // Of its section this part sees what it changes.
  const form = whole as unknown as SectionForm<Values>;
  const { hours } = form.values;
  const change = (day: number, spans: WeeklyHours[number]) =>
    hours &&
    form.set(
      "hours",
      hours.map((each, at) => (at === day ? spans : each)),
    );
  return (
    <>
      <div className="setting setting-switch">
        <Switch checked={hours === null} hint={t("settings.hours.always.hint")} onChange={(always) => form.set("hours", always ? null : OFFICE)}>
          {t("settings.hours.always")}
        </Switch>
        <Origin form={form} name="hours" label={t("settings.hours")} organisationName={organisationName} />
      </div>
      {hours && (
        <fieldset className="setting setting-wide">
          <legend className="label">{t("settings.hours")}</legend>
          <p className="small muted">{t("settings.hours.break")}</p>
          <div className="week">
            {hours.map((spans, day) => {
              const name = t.intl.formatDate(MONDAY + day * 86_400_000, { weekday: "long", timeZone: "UTC" });
              return (
                // The day is its place in the week.
                // oxlint-disable-next-line react/no-array-index-key
                <div className="week-day" key={day}>
                  <span className="strong">{name}</span>
                  <div className="week-spans">
                    {spans.length === 0 && <span className="muted">{t("settings.hours.closed")}</span>}
                    {spans.map(({ from, to }, at) => (
                      // oxlint-disable-next-line react/no-array-index-key
                      <span className="cluster" key={at} data-setting={`hours.${day}.${at}`}>
                        <input
                          className="input"
                          type="time"
                          aria-invalid={form.errorOf(`hours.${day}.${at}`) !== undefined || undefined}
                          aria-label={t("settings.hours.from", { day: name })}
                          value={from}
                          onChange={(event) =>
                            change(
                              day,
                              spans.map((span, place) => (place === at ? { ...span, from: event.target.value } : span)),
                            )
                          }
                        />
                        –
                        <input
                          className="input"
                          type="time"
                          aria-invalid={form.errorOf(`hours.${day}.${at}`) !== undefined || undefined}
                          aria-label={t("settings.hours.to", { day: name })}
                          // A browser knows no 24:00; midnight at the end of a day is written as 00:00 there.
                          value={to === "24:00" ? "00:00" : to}
                          onChange={(event) =>
                            change(
                              day,
                              spans.map((span, place) => (place === at ? { ...span, to: event.target.value === "00:00" ? "24:00" : event.target.value } : span)),
                            )
                          }
                        />
                        <IconButton
                          label={t("settings.hours.remove", { day: name, from, to })}
                          icon={XIcon}
                          onClick={() =>
                            change(
                              day,
                              spans.filter((_span, place) => place !== at),
                            )
                          }
                        />
                      </span>
                    ))}
                    <SettingError>{form.errorOf(`hours.${day}`)}</SettingError>
                  </div>
                  <IconButton label={t("settings.hours.add", { day: name })} icon={PlusIcon} onClick={() => change(day, [...spans, nextSpan(spans)])} />
                </div>
              );
            })}
          </div>
          <SettingError>
            {form.errorOf(
              "hours",
              hours.map((_spans, day) => `hours.${day}`),
            )}
          </SettingError>
        </fieldset>
      )}
    </>
  );
}

/** After the last one of the day, so that a break begins with one press. */
function nextSpan(spans: WeeklyHours[number]): { from: string; to: string } {
  const last = spans.at(-1);
  if (!last) return { from: "09:00", to: "17:00" };
  const hour = Math.min(22, Number(last.to.slice(0, 2)) + 1);
  return { from: `${String(hour).padStart(2, "0")}:00`, to: `${String(Math.min(24, hour + 4)).padStart(2, "0")}:00` };
}
