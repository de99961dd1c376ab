import { z } from "zod";
import type { ClinicSettings, SettingOrigin, SettingsSectionId } from "../../settings/index.ts";
import type { Id, Instant } from "../../visit/index.ts";
import { commandFor, query } from "./endpoint.ts";

/** One section as it is in force, with the version that a save must name. */
export type SettingsSectionView = {
  values: Partial<ClinicSettings>;
  origins: Partial<Record<keyof ClinicSettings, SettingOrigin>>;
  /** What would be in force without the clinic's own, and where it would come from. */
  otherwise: { [K in keyof ClinicSettings]?: { value: ClinicSettings[K]; origin: SettingOrigin } };
  version: number;
  lastChange: { by: string; at: Instant } | null;
};
export type ClinicSettingsView = {
  clinic: { id: Id; slug: string; name: string; organisationId: Id; organisationName: string; logoIcon: string };
  sections: Record<SettingsSectionId, SettingsSectionView>;
  /** Members who see the waiting area. */
  team: readonly { personId: Id; name: string }[];
  /** Those in `escalationPeople` who may not see the waiting area any more, and are passed over. */
  notTold: readonly { personId: Id; name: string }[];
};

/** How a clinic is called and found. */
export type ClinicAddress = { name: string; slug: string; shortCode: string };
export type ClinicAddressView = {
  values: ClinicAddress;
  version: number;
  lastChange: { by: string; at: Instant } | null;
  /** Slugs that it had; each leads to it until it is given up. */
  oldSlugs: readonly { slug: string; replacedAt: Instant }[];
  /** What the slug stands behind, without a `/` at the end. */
  publicUrl: string;
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
  "GET /api/clinics/{slug}/address": query<ClinicAddressView>("member", "Name, slug and short link of a clinic, and the slugs it had"),
  "POST /api/clinics/{slug}/address": commandFor<ClinicAddressView & { ok: true }>()(
    "member",
    "Give a clinic another name, slug or short link; the old slug leads to it from then on",
    z.strictObject({
      version: z.number().int().min(0),
      values: z.strictObject({ name: z.string().max(120), slug: z.string().max(63), shortCode: z.string().max(30) }).partial(),
    }),
  ),
  "POST /api/clinics/{slug}/address/give-up": commandFor<ClinicAddressView & { ok: true }>()(
    "member",
    "Let go of a slug that a clinic had: its link leads nowhere from then on, and others may take it",
    z.strictObject({ oldSlug: z.string().max(63) }),
  ),
  "POST /api/clinics/{slug}/settings/{section}": commandFor<SettingsSectionView & { ok: true }>()("member", "Save one section of a clinic's settings", save),
} as const;
