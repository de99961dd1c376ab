import type { ClinicSettingsView } from "@anteroom/core/protocol";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ChevronDownIcon, ChevronUpIcon, CircleAlertIcon, XIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import type { SectionForm } from "../frame/use-section.ts";
import { Origin } from "./setting.tsx";

type Values = { escalationPeople: string[] };
type Props<All extends Values> = { form: SectionForm<All>; team: ClinicSettingsView["team"]; notTold: ClinicSettingsView["notTold"]; organisationName: string };

/** Members in the order in which they are alerted. */
export function EscalationPeopleSetting<All extends Values>({ form: whole, team, notTold, organisationName }: Props<All>) {
  const t = useText();
  // Of its section this part sees what it changes.
  const form = whole as unknown as SectionForm<Values>;
  const people = form.values.escalationPeople;
  const set = (next: string[]) => form.set("escalationPeople", next);
  const nameOf = (personId: string) => [...team, ...notTold].find((each) => each.personId === personId)?.name || t("settings.escalationPeople.gone");
  const others = team.filter(({ personId }) => !people.includes(personId));
  function move(at: number, by: 1 | -1): void {
    const next = [...people];
    next.splice(at + by, 0, ...next.splice(at, 1));
    set(next);
  }
  return (
    <div className="setting setting-wide" data-setting="escalationPeople">
      <Field label={t("settings.escalationPeople")} hint={t("settings.escalationPeople.hint")} error={form.errorOf("escalationPeople")}>
        {(control) => (
          <Select {...control} value="" disabled={others.length === 0} onChange={(event) => event.target.value && set([...people, event.target.value])}>
            <option value="">{t(others.length ? "settings.escalationPeople.add" : "settings.escalationPeople.all")}</option>
            {others.map(({ personId, name }) => (
              <option key={personId} value={personId}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {people.length > 0 && (
        <ol className="alerted" aria-label={t("settings.escalationPeople.order")}>
          {people.map((personId, at) => {
            const name = nameOf(personId);
            return (
              <li key={personId}>
                <span className="between">
                  <b dir="auto">{t("settings.escalationPeople.nth", { at: at + 1, name })}</b>
                  <span className="cluster">
                    <IconButton label={t("settings.fields.up", { name })} icon={ChevronUpIcon} disabled={at === 0} onClick={() => move(at, -1)} />
                    <IconButton label={t("settings.fields.down", { name })} icon={ChevronDownIcon} disabled={at === people.length - 1} onClick={() => move(at, 1)} />
                    <IconButton label={t("settings.fields.remove", { name })} icon={XIcon} onClick={() => set(people.filter((each) => each !== personId))} />
                  </span>
                </span>
                {!team.some((each) => each.personId === personId) && (
                  <span className="error small">
                    <CircleAlertIcon />
                    <span>{t("settings.escalationPeople.notTold")}</span>
                  </span>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <Origin form={form} name="escalationPeople" label={t("settings.escalationPeople")} organisationName={organisationName} />
    </div>
  );
}
