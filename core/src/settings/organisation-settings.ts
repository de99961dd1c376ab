import { z } from "zod";
import { type ClinicSettings, clinicSettings } from "./clinic-settings.ts";
import { isEmail, isTimeZone, isWebAddress } from "./addresses.ts";
import { faultAt, type Fault } from "../faults/index.ts";
import { faultOfIssue } from "./faults.ts";
import { settingsSections } from "./sections.ts";
import { type LookColours, lookFaults } from "./look.ts";

const text = (most: number) => z.string().trim().max(most);

const timeZone = z
  .string()
  .max(64)
  .superRefine((zone, context) => refuse(context, isTimeZone(zone) ? [] : [faultAt("", "timeZone", { zone })]));
/** Empty, or an address that a browser opens. */
const webAddress = text(500).superRefine((address, context) => refuse(context, address === "" || isWebAddress(address) ? [] : [faultAt("", "webAddress")]));
type JoiningName = (typeof settingsSections.joining)[number];
/** Empty means the product's own. */
const colour = (name: keyof LookColours) =>
  z
    .string()
    .toLowerCase()
    .superRefine((hex, context) =>
      refuse(
        context,
        lookFaults({ primaryColour: "", secondaryColour: "", background: "", [name]: hex }).filter(({ path }) => path === name),
      ),
    );

function refuse(context: z.RefinementCtx, faults: readonly Fault[]): void {
  for (const fault of faults) context.addIssue({ code: "custom", message: fault.message, params: { fault } });
}

/** Every setting of an organisation with its default, in the sections in which they are saved. */
export const organisationSections = {
  information: z.strictObject({
    name: text(120).min(1),
    timeZone: timeZone.default("UTC"),
    supportPhone: text(40).default(""),
    supportEmail: text(254)
      .superRefine((address, context) => refuse(context, address === "" || isEmail(address) ? [] : [faultAt("", "email")]))
      .default(""),
    supportMessage: text(500).default(""),
    privacyUrl: webAddress.default(""),
    termsUrl: webAddress.default(""),
    troubleshootingUrl: webAddress.default(""),
  }),
  /** Whatever a clinic has there, its organisation has a default for. */
  joining: clinicSettings.pick(Object.fromEntries(settingsSections.joining.map((name) => [name, true])) as Record<JoiningName, true>),
  interface: z.strictObject({
    primaryColour: colour("primaryColour").default(""),
    secondaryColour: colour("secondaryColour").default(""),
    background: colour("background").default(""),
    ownPictureSize: z.enum(["small", "medium", "large"]).default("medium"),
    logo: z
      .string()
      .regex(/^$|^[0-9a-f]{64}$/)
      .default(""),
  }),
  "sign-in": z.strictObject({ sessionHours: z.number().int().min(1).max(24).default(8), secondFactorRequired: z.boolean().default(false) }),
} as const;
export type OrganisationSection = keyof typeof organisationSections;
export type OrganisationValues<S extends OrganisationSection = OrganisationSection> = z.output<(typeof organisationSections)[S]>;

/** What a save may set of a section, or what is wrong with it. */
export function faultsOfOrganisation<S extends OrganisationSection>(section: S, values: Record<string, unknown>): { next: OrganisationValues<S> } | { faults: Fault[] } {
  const parsed = organisationSections[section].safeParse(values);
  return parsed.success ? { next: parsed.data as OrganisationValues<S> } : { faults: parsed.error.issues.map(faultOfIssue) };
}

/** What is stored beside the name. */
export type OrganisationSettings = Partial<
  Omit<OrganisationValues<"information">, "name"> & OrganisationValues<"interface"> & OrganisationValues<"joining"> & OrganisationValues<"sign-in">
>;

/** Copied into a clinic when it is created; a later change reaches new clinics only. */
const COPIED = [
  "timeZone",
  "supportPhone",
  "supportEmail",
  "supportMessage",
  "primaryColour",
  "secondaryColour",
  "background",
  "ownPictureSize",
  ...settingsSections.joining,
] as const;
/** In force at once in every clinic that has none of its own. */
const LIVE = ["privacyUrl", "termsUrl", "troubleshootingUrl", "logo"] as const;

export function copiedDefaults(settings: OrganisationSettings): Partial<ClinicSettings> {
  return picked(settings, COPIED);
}
export function liveDefaults(settings: OrganisationSettings): Partial<ClinicSettings> {
  return picked(settings, LIVE);
}

function picked<K extends keyof OrganisationSettings>(settings: OrganisationSettings, names: readonly K[]): Pick<OrganisationSettings, K> {
  return Object.fromEntries(names.flatMap((name) => (settings[name] === undefined || settings[name] === "" ? [] : [[name, settings[name]]]))) as Pick<OrganisationSettings, K>;
}
