import type { PublicClinic } from "@anteroom/core/protocol";
import { languagesOf, logoOf, lookOf, openingOf } from "@anteroom/core/settings";
import type { Clinic } from "../clinics/index.ts";

/** `asked`: the entry fields, for whoever is to fill them in. */
export function publicClinic(clinic: Clinic, now: number, asked: PublicClinic["entryFields"] = [], openVisit: PublicClinic["openVisit"] = null): PublicClinic {
  const { settings } = clinic;
  return {
    id: clinic.id,
    slug: clinic.slug,
    name: clinic.name,
    organisationName: clinic.organisationName,
    logoIcon: logoOf(settings),
    look: lookOf(settings),
    ...openingOf(settings, now),
    timeZone: settings.timeZone,
    mainLanguage: settings.mainLanguage,
    languages: languagesOf(settings),
    texts: {
      closed: settings.closedText,
      switchedOff: settings.switchedOffText,
      importantInformation: settings.importantInformation,
      waiting: settings.waitingText,
      consent: settings.consentText,
    },
    supportPhone: settings.supportPhone,
    supportEmail: settings.supportEmail,
    supportMessage: settings.supportMessage,
    privacyUrl: settings.privacyUrl,
    termsUrl: settings.termsUrl,
    surveyUrl: settings.surveyUrl,
    onwardUrl: settings.onwardUrl,
    troubleshootingUrl: settings.troubleshootingUrl,
    lastNameRequired: settings.lastNameRequired,
    previewWhileTyping: settings.previewWhileTyping,
    muteWhileWaiting: settings.muteWhileWaiting,
    checkPolicy: settings.checkPolicy,
    music: settings.music,
    ownMusic: settings.ownMusic && { title: settings.ownMusic.title, address: `/api/public/clinics/${clinic.slug}/music/${settings.ownMusic.id}` },
    waitingMessages: [...settings.waitingMessages].sort((a, b) => a.afterMinutes - b.afterMinutes),
    entryFields: asked,
    openVisit,
  };
}
