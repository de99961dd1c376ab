import { useText } from "../../i18n/admin-messages.ts";
import { languages } from "../../i18n/languages.ts";
import type { ValueText } from "./differences.ts";

/** Where the name of a fact or setting stands in the catalogues. */
const NAMES = ["audit.fact", "settings", "looks", "organisation.field"] as const;
/** Where the words for one of a few values stand. */
const CHOICES: Readonly<Record<string, string>> = {
  role: "role",
  permissions: "permission",
  checkPolicy: "settings.checkPolicy",
  videoQuality: "settings.videoQuality",
  chat: "settings.toolAccess",
  screenShare: "settings.toolAccess",
  kind: "settings.kind",
  audience: "settings.fields",
  ownPictureSize: "looks.ownPictureSize",
  logoIcon: "looks.drawing",
  music: "waiting.music",
  template: "audit.message",
  corrected: "audit.detail",
};
/** What is told of something that has more parts. */
const MAIN_PARTS: Readonly<Record<string, string>> = { ownMusic: "title", options: "label" };
/** Known to the product alone. */
const INNER: ReadonlySet<string> = new Set(["id", "value", "file", "width", "height", "poster"]);
const MINUTE_MS = 60_000;
/** A Monday; only its weekday is used. */
const MONDAY = Date.UTC(2024, 0, 1);

/** In words where the catalogue has words for it; what it does not know stands as it was written. */
export function useFactWords(): { actionText: (action: string) => string; factText: (name: string) => string; valueText: ValueText } {
  const t = useText();
  const { intl } = t;
  const told = (id: string, written: string) => (id in intl.messages ? intl.formatMessage({ id }) : written);
  const languageText = (tag: string) => languages.find((each) => each.tag === tag)?.endonym ?? tag;

  function factText(name: string): string {
    const found = NAMES.map((part) => `${part}.${name}`).find((id) => id in intl.messages);
    return found ? intl.formatMessage({ id: found }) : languageText(name);
  }

  function plainText(name: string, value: string | number): string | null {
    if (value === "") return null;
    if (name === "clientSecret") return "••••";
    if (name === "logo") return t("audit.picture", { id: String(value).slice(0, 6) });
    if (name === "mainLanguage" || name === "languages") return languageText(String(value));
    if (typeof value === "number") {
      if (name.endsWith("Ms")) return t("settings.times.minutes", { count: value / MINUTE_MS });
      return name === "sessionHours" ? t("organisation.hours", { hours: value }) : intl.formatNumber(value);
    }
    return CHOICES[name] ? told(`${CHOICES[name]}.${value}`, value) : value;
  }

  function listText(name: string, values: readonly unknown[]): string | null {
    if (name === "languages" && values.length === 0) return t("audit.allLanguages");
    if (name === "hours") {
      const days = values.map((spans, day) => [intl.formatDate(MONDAY + day * 86_400_000, { weekday: "short", timeZone: "UTC" }), valueText("spans", spans)]);
      return days.map(([day, spans]) => `${day} ${spans ?? t("settings.hours.closed")}`).join("; ");
    }
    const told = values.flatMap((value) => valueText(name, value) ?? []);
    return (values.every((value) => typeof value === "string") ? intl.formatList(told) : told.join("; ")) || null;
  }

  function partsText(name: string, parts: Record<string, unknown>): string | null {
    if (typeof parts.from === "string" && typeof parts.to === "string") return `${parts.from}–${parts.to}`;
    const main = MAIN_PARTS[name];
    if (main) return valueText(main, parts[main]);
    const told = Object.entries(parts).flatMap(([part, value]) => {
      const text = INNER.has(part) || value === false ? null : valueText(part, value);
      return text === null ? [] : [t("audit.part", { name: factText(part), value: text })];
    });
    return told.join(", ") || null;
  }

  function valueText(name: string, value: unknown): string | null {
    if (typeof value === "string" || typeof value === "number") return plainText(name, value);
    if (typeof value === "boolean") return t(value ? "audit.on" : "audit.off");
    if (Array.isArray(value)) return listText(name, value);
    if (value) return partsText(name, value as Record<string, unknown>);
    return name === "hours" ? t("settings.hours.always") : null;
  }

  return { actionText: (action) => told(`audit.do.${action}`, action), factText, valueText };
}
