import { z } from "zod";
import type { ClinicSettings, SettingOrigin, SettingsSectionId } from "../../settings/index.ts";
import type { Id, Instant } from "../../visit/index.ts";
import { commandFor, query } from "./endpoint.ts";

/** One section as it is in force, with the version that a save must name. */
export type SettingsSectionView = {
  values: Partial<ClinicSettings>;
  origins: Partial<Record<keyof ClinicSettings, SettingOrigin>>;
  version: number;
  lastChange: { by: string; at: Instant } | null;
};
export type ClinicSettingsView = {
  clinic: { id: Id; slug: string; name: string; organisationName: string };
  sections: Record<SettingsSectionId, SettingsSectionView>;
};

const save = z.strictObject({
  version: z.number().int().min(0),
  /** Only what changes; what may stand in it depends on the section. */
  values: z.record(z.string().max(64), z.unknown()).default({}),
  /** Names of settings that go back to where they would come from without this clinic's own. */
  reset: z.array(z.string().max(64)).max(50).default([]),
});

/** What a clinic may change about itself. */
export const settingsContract = {
  "GET /api/clinics/{slug}/settings": query<ClinicSettingsView>("member", "Every setting of a clinic, by section, with its origin"),
  "POST /api/clinics/{slug}/settings/{section}": commandFor<SettingsSectionView & { ok: true }>()("member", "Save one section of a clinic's settings", save),
} as const;
