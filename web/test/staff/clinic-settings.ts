import { type ClinicSettings, clinicSettings, type SettingsSectionId, settingsSections } from "@anteroom/core/settings";
import type { SettingsSectionView } from "@anteroom/core/protocol";
import { CARDIOLOGY, CARDIOLOGY_PAGE, idOf, NAIR } from "./fake-people.ts";
import { showAdmin } from "./show-admin.tsx";

type Name = keyof ClinicSettings;

/** What the server answers for a clinic's settings: the product's own, but for `changed` and what is `inherited` from the organisation. */
export function settingsOf(changed: Partial<ClinicSettings>, inherited: readonly Name[] = []) {
  const all = { ...clinicSettings.parse({}), ...changed };
  const sections = Object.fromEntries(
    Object.entries(settingsSections).map(([section, names]) => [
      section,
      {
        values: Object.fromEntries(names.map((name) => [name, all[name]])),
        origins: Object.fromEntries(names.map((name) => [name, name in changed ? "clinic" : inherited.includes(name) ? "organisation" : "product"])),
        otherwise: Object.fromEntries(
          names.filter((name) => name in changed).map((name) => [name, { value: clinicSettings.parse({})[name], origin: inherited.includes(name) ? "organisation" : "product" }]),
        ),
        version: 0,
        lastChange: null,
      },
    ]),
  ) as Record<SettingsSectionId, SettingsSectionView>;
  return {
    clinic: { id: CARDIOLOGY.id, slug: CARDIOLOGY.slug, name: CARDIOLOGY.name, organisationId: CARDIOLOGY.organisationId, organisationName: CARDIOLOGY.organisationName },
    sections,
    team: CARDIOLOGY_PAGE.team,
    notTold: [{ personId: idOf(778), name: "Ana Lind" }],
  };
}

/** A tab of the settings, as the clinic's administrator opens it. */
export function showSettings(
  tab: string,
  changed: Partial<ClinicSettings> = {},
  answers: NonNullable<Parameters<typeof showAdmin>[1]>["answers"] = {},
  inherited: readonly Name[] = [],
) {
  return showAdmin(`/clinics/${CARDIOLOGY.slug}/configure/${tab}`, {
    answers: {
      "GET /api/me": () => ({ ...NAIR, clinics: [{ ...CARDIOLOGY, role: "clinicAdministrator" }] }),
      "GET /api/clinics/{slug}/settings": () => settingsOf(changed, inherited),
      "POST /api/clinics/{slug}/settings/{section}": ({ params, body }) => {
        const { values, reset } = body as { values: Partial<ClinicSettings>; reset: readonly string[] };
        const kept = Object.entries({ ...changed, ...values }).filter(([name]) => !reset.includes(name));
        return settingsOf(Object.fromEntries(kept), inherited).sections[params.section as SettingsSectionId];
      },
      ...answers,
    },
  });
}
