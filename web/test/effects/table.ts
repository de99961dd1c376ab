import type { ClinicSettings } from "@anteroom/core/settings";

/** Settings that no page shows; the table of the server proves what they do. Every other one has a line in the tables beside this file. */
type OnNoPage = "relayOnly" | "consultationName" | "specialty" | "tags" | "embedOrigins" | "graceMs" | "purgeAfterMs" | "escalationOn" | "escalationMinutes" | "escalationPhone";

export type SettingOnPages = Exclude<keyof ClinicSettings, OnNoPage>;

/** What is seen on a page with the setting and without it: a sentence, and its proof. */
export type Effects = Record<string, () => Promise<void>>;
