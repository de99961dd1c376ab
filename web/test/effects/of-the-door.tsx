import type { PublicClinic } from "@anteroom/core/protocol";
import { type ClinicSettings, clinicSettings, logoOf, lookOf, openingOf } from "@anteroom/core/settings";
import { screen } from "@testing-library/react";
import { expect, vi } from "vitest";
import { initialLanguage } from "../../src/i18n/chosen-language.ts";
import { opens } from "../patient/way.tsx";
import type { Effects, SettingOnPages } from "./table.ts";

/** A link and where it leads. */
const leads = (name: string | RegExp, href: string) => expect(screen.getByRole("link", { name })).toHaveAttribute("href", href);
const texts = (change: Partial<PublicClinic["texts"]>) => ({ closed: {}, switchedOff: {}, importantInformation: {}, waiting: {}, consent: {}, ...change });
/** As the server works it out, at a moment. */
const hours = (change: Partial<ClinicSettings>, now: string): Partial<PublicClinic> => {
  const settings = clinicSettings.parse(change);
  return { ...openingOf(settings, Date.parse(now)), timeZone: settings.timeZone };
};
const at = (timeZone: string, proof: () => Promise<void>) => async () => {
  vi.stubEnv("TZ", timeZone);
  try {
    await proof();
  } finally {
    vi.unstubAllEnvs();
  }
};
const daily = (from: string, to: string) => Array.from({ length: 7 }, () => [{ from, to }]);

/** The colours that a page was given last. */
async function coloursOn(colours: Partial<ClinicSettings>): Promise<string> {
  const sheet = document.head.appendChild(document.createElement("style"));
  await opens({ look: lookOf(clinicSettings.parse(colours)) });
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText)).join("\n");
  await opens({ look: null });
  sheet.remove();
  return rules;
}
async function logoOn(change: Partial<ClinicSettings>): Promise<string> {
  const { container } = await opens({ logoIcon: logoOf(clinicSettings.parse(change)) });
  return container.querySelector(".p-head .logo")?.innerHTML ?? "";
}

/** The start page, and what stands there when nobody may enter. */
export const ofTheDoor = {
  waitingAreaOn: {
    "off, nobody may begin": async () => {
      await opens({ state: "off" });
      expect(screen.queryByRole("button", { name: "Start video call" })).toBeNull();
      expect(screen.getByRole("heading", { name: "There are no video calls here now" })).toBeVisible();
    },
    "on, the way is open": async () => {
      await opens();
      expect(screen.getByRole("button", { name: "Start video call" })).toBeVisible();
    },
  },
  switchedOffText: {
    "is read where the clinic is switched off": async () => {
      await opens({ state: "off", texts: texts({ switchedOff: { en: "We moved to Marlow Road." }, closed: { en: "Come at nine." } }) });
      expect(screen.getByText("We moved to Marlow Road.")).toBeVisible();
      expect(screen.queryByText("Come at nine.")).toBeNull();
    },
  },
  closedText: {
    "is read where the clinic is closed": async () => {
      await opens({ state: "closed", texts: texts({ switchedOff: { en: "We moved." }, closed: { en: "Come at nine." } }) });
      expect(screen.getByText("Come at nine.")).toBeVisible();
      expect(screen.queryByText("We moved.")).toBeNull();
    },
    "is read in the person's language": async () => {
      await opens({ state: "closed", texts: texts({ closed: { en: "Come at nine.", ar: "تعال في التاسعة." } }) }, undefined, "ar");
      expect(screen.getByText("تعال في التاسعة.")).toBeVisible();
    },
  },
  hours: {
    "say until when the clinic is open": async () => {
      await opens(hours({ timeZone: "Europe/Berlin", hours: daily("09:00", "17:00") }, "2026-06-01T10:00:00+02:00"));
      expect(screen.getByText(/Open.* 5:00 PM/)).toBeVisible();
    },
    "say when it opens again, in a break too": async () => {
      const spans = [
        { from: "09:00", to: "12:00" },
        { from: "13:15", to: "17:00" },
      ];
      await opens(hours({ timeZone: "Europe/Berlin", hours: Array.from({ length: 7 }, () => spans) }, "2026-06-01T12:30:00+02:00"));
      expect(screen.getByText("It opens again on Monday, June 1 at 1:15 PM.")).toBeVisible();
    },
    "promise no opening where there is none": async () => {
      await opens(hours({ hours: [[], [], [], [], [], [], []] }, "2026-06-01T12:30:00Z"));
      expect(screen.queryByText(/opens again|come back/)).toBeNull();
      expect(screen.getByText("Please phone the clinic. They will help you.")).toBeVisible();
    },
  },
  specialDays: {
    "are looked behind by the closed page": async () => {
      const specialDays = ["2026-12-25", "2026-12-26"].map((date) => ({ date, yearly: false, name: "", spans: [] }));
      await opens(hours({ timeZone: "Europe/Berlin", hours: daily("09:00", "17:00"), specialDays }, "2026-12-25T10:00:00+01:00"));
      expect(screen.getByText("It opens again on Sunday, December 27 at 9:00 AM.")).toBeVisible();
    },
  },
  timeZone: {
    "is the one of the clinic's hours, with the person's own beside it": at("America/New_York", async () => {
      await opens(hours({ timeZone: "Europe/Berlin", hours: daily("09:00", "17:00") }, "2026-06-01T20:00:00+02:00"));
      expect(screen.getByText("It opens again on Tuesday, June 2 at 9:00 AM.")).toBeVisible();
      expect(screen.getByText("Where you are, that is Tuesday, June 2 at 3:00 AM.")).toBeVisible();
    }),
    "is not said twice to somebody who lives in it": at("Europe/Berlin", async () => {
      await opens(hours({ timeZone: "Europe/Berlin", hours: daily("09:00", "17:00") }, "2026-06-01T20:00:00+02:00"));
      expect(screen.getByText("It opens again on Tuesday, June 2 at 9:00 AM.")).toBeVisible();
      expect(screen.queryByText(/Where you are/)).toBeNull();
    }),
    // Clocks of Berlin go forward on the 29th, those of New York did on the 8th.
    "counts by each clock on the days when they change: Berlin, seen from New York": at("America/New_York", async () => {
      await opens(hours({ timeZone: "Europe/Berlin", hours: daily("09:00", "17:00") }, "2026-03-28T20:00:00+01:00"));
      expect(screen.getByText("It opens again on Sunday, March 29 at 9:00 AM.")).toBeVisible();
      expect(screen.getByText("Where you are, that is Sunday, March 29 at 3:00 AM.")).toBeVisible();
    }),
    "New York when its clocks go back, seen from Tokyo": at("Asia/Tokyo", async () => {
      await opens(hours({ timeZone: "America/New_York", hours: daily("09:00", "17:00") }, "2026-10-31T20:00:00-04:00"));
      expect(screen.getByText("It opens again on Sunday, November 1 at 9:00 AM.")).toBeVisible();
      expect(screen.getByText("Where you are, that is Sunday, November 1 at 11:00 PM.")).toBeVisible();
    }),
    "Lord Howe when its clocks go forward by half an hour, seen from Brisbane, where they never do": at("Australia/Brisbane", async () => {
      await opens(hours({ timeZone: "Australia/Lord_Howe", hours: daily("09:00", "17:00") }, "2026-10-03T20:00:00+10:30"));
      expect(screen.getByText("It opens again on Sunday, October 4 at 9:00 AM.")).toBeVisible();
      expect(screen.getByText("Where you are, that is Sunday, October 4 at 8:00 AM.")).toBeVisible();
    }),
  },
  supportPhone: {
    "is one tap away": async () => {
      await opens({ supportPhone: "03 5550 9999" });
      leads("03 5550 9999", "tel:0355509999");
    },
    "stands on the closed page and on that of a clinic that is off": async () => {
      for (const state of ["closed", "off"] as const) {
        const { unmount } = await opens({ state, supportPhone: "03 5550 9999" });
        leads("03 5550 9999", "tel:0355509999");
        unmount();
      }
    },
  },
  supportEmail: {
    "is one tap away": async () => {
      await opens({ supportPhone: "", supportEmail: "help@clinic.example" });
      expect(screen.getByText(/Need help\? Write to/)).toBeVisible();
      leads("help@clinic.example", "mailto:help@clinic.example");
    },
    "stands beside a phone number": async () => {
      await opens({ supportPhone: "03 5550 9999", supportEmail: "help@clinic.example" });
      leads("03 5550 9999", "tel:0355509999");
      leads("help@clinic.example", "mailto:help@clinic.example");
    },
  },
  supportMessage: {
    "is read where help is offered": async () => {
      await opens({ supportMessage: "Ask for Mina." });
      expect(screen.getByText("Ask for Mina.")).toBeVisible();
    },
  },
  troubleshootingUrl: {
    "is offered as a page of help": async () => {
      await opens({ troubleshootingUrl: "https://clinic.example/help" });
      leads(/Help with camera, sound and connection/, "https://clinic.example/help");
    },
    "is not offered without": async () => {
      await opens();
      expect(screen.queryByRole("link", { name: /Help with camera/ })).toBeNull();
    },
  },
  privacyUrl: {
    "stands below, and in what *Continue* accepts": async () => {
      const { user } = await opens({ privacyUrl: "https://clinic.example/privacy", termsUrl: "" });
      leads("Privacy", "https://clinic.example/privacy");
      await user.click(screen.getByRole("button", { name: "Start video call" }));
      expect(screen.getByText(/By continuing you accept/)).toHaveTextContent("By continuing you accept the privacy notice.");
      leads("privacy notice", "https://clinic.example/privacy");
    },
  },
  termsUrl: {
    "stands below, and in what *Continue* accepts": async () => {
      const { user } = await opens({ privacyUrl: "", termsUrl: "https://clinic.example/terms" });
      leads("Terms", "https://clinic.example/terms");
      await user.click(screen.getByRole("button", { name: "Start video call" }));
      expect(screen.getByText(/By continuing you accept/)).toHaveTextContent("By continuing you accept the terms.");
      leads("terms", "https://clinic.example/terms");
    },
  },
  logo: {
    "is the picture beside the clinic's name, whatever drawing was chosen": async () => {
      const hash = "a".repeat(64);
      expect(await logoOn({ logo: hash, logoIcon: "heart" })).toMatch(new RegExp(`<img[^>]* src="/images/${hash}/`));
    },
  },
  logoIcon: {
    "is the drawing beside the clinic's name": async () => {
      const [heart, kidney] = [await logoOn({ logoIcon: "heart" }), await logoOn({ logoIcon: "kidney" })];
      expect(heart).toContain("<svg");
      expect(kidney).toContain("<svg");
      expect(heart).not.toBe(kidney);
    },
  },
  primaryColour: {
    "is the page's, by day and by night": async () => expect(await coloursOn({ primaryColour: "#8a2be2" })).toMatch(/--primary:\s*#8a2be2[^]*prefers-color-scheme/),
  },
  secondaryColour: { "is the page's": async () => expect(await coloursOn({ secondaryColour: "#b00020" })).toContain("#b00020") },
  background: { "is the page's": async () => expect(await coloursOn({ background: "#fff4e5" })).toContain("#fff4e5") },
  mainLanguage: {
    "is spoken to whoever's browser speaks none that is offered": async () => {
      document.cookie = "anteroom_language=; Path=/; Max-Age=0";
      vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-DE", "fr"]);
      expect(initialLanguage(["ar", "en"])).toBe("ar");
    },
    "is what a text is read in that was not written in the person's own": async () => {
      const closed = { en: "Come at nine.", ar: "تعال في التاسعة." };
      await opens({ state: "closed", mainLanguage: "ar", languages: ["ar", "en"], texts: texts({ closed: { ar: closed.ar, so: "Kaalay" } }) });
      const read = screen.getByText(closed.ar);
      expect(read.closest("[lang]")).toHaveAttribute("lang", "ar");
    },
  },
  languages: {
    "are those of the picker, and no others": async () => {
      await opens({ languages: ["en", "ar"] }, undefined, "en", ["en", "ar"]);
      expect([...screen.getByRole<HTMLSelectElement>("combobox", { name: "Language" }).options].map(({ value }) => value)).toEqual(["en", "ar"]);
    },
    "one alone needs no picker": async () => {
      await opens({ languages: ["en"] }, undefined, "en", ["en"]);
      expect(screen.queryByRole("combobox", { name: "Language" })).toBeNull();
    },
  },
} satisfies Partial<Record<SettingOnPages, Effects>>;
