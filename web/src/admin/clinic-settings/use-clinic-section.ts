import type { ClinicSettingsView } from "@anteroom/core/protocol";
import { type ClinicSettings, faultsOfSection, type SettingsSectionId, type settingsSections } from "@anteroom/core/settings";
import { useLink } from "../../staff/app/link.tsx";
import { type SaveAnswer, type Saved, type SectionForm, useSection } from "../frame/use-section.ts";

export type TabProps = { settings: ClinicSettingsView };
type Of<S extends SettingsSectionId> = Pick<ClinicSettings, (typeof settingsSections)[S][number]>;

/** The form of one section of a clinic's settings. */
export function useClinicSection<S extends SettingsSectionId>({ clinic, sections }: ClinicSettingsView, section: S): SectionForm<Of<S>> {
  const { send } = useLink();
  const inForce = Object.assign({}, ...Object.values(sections).map(({ values }) => values)) as ClinicSettings;
  return useSection(
    sections[section] as Saved<Of<S>>,
    async ({ values, reset, version }) => {
      const answer = await send("POST /api/clinics/{slug}/settings/{section}", { params: { slug: clinic.slug, section }, body: { version, values, reset: [...reset] } });
      return answer as SaveAnswer<Of<S>>;
    },
    (values) => {
      const judged = faultsOfSection(section, values, inForce);
      return "faults" in judged ? judged.faults : [];
    },
  );
}
