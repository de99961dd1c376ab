import { clinicSettings, type SettingsSectionId, settingsSections } from "@anteroom/core/settings";
import { act, fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";
import { CARDIOLOGY } from "../../../test/staff/fake-people.ts";
import { english } from "../../../test/staff/show-admin.tsx";

type Settable = (typeof settingsSections)[SettingsSectionId][number];

/** On which tab each setting stands, and the name it has there. One without a line does not compile. */
const places: Record<Settable, [tab: string, name: string]> = {
  waitingAreaOn: ["waiting-area", "settings.waitingAreaOn"],
  showPosition: ["waiting-area", "settings.showPosition"],
  showEstimate: ["waiting-area", "settings.showEstimate"],
  confirmCallEntry: ["waiting-area", "settings.confirmCallEntry"],
  identifierCheck: ["waiting-area", "settings.identifierCheck"],
  callLock: ["waiting-area", "settings.callLock"],
  twoWayMessages: ["waiting-area", "settings.twoWayMessages"],
  graceMs: ["waiting-area", "settings.graceMs"],
  purgeAfterMs: ["waiting-area", "settings.purgeAfterMs"],
  offlineQueue: ["waiting-area", "settings.offlineQueue"],
  escalationOn: ["waiting-area", "settings.escalationOn"],
  escalationMinutes: ["waiting-area", "settings.escalationMinutes"],
  escalationPeople: ["waiting-area", "settings.escalationPeople"],
  escalationPhone: ["waiting-area", "settings.escalationPhone"],
  timeZone: ["waiting-area", "settings.timeZone"],
  hours: ["waiting-area", "settings.hours"],
  specialDays: ["waiting-area", "waiting.days"],
  supportPhone: ["waiting-area", "settings.supportPhone"],
  supportEmail: ["waiting-area", "settings.supportEmail"],
  supportMessage: ["waiting-area", "settings.supportMessage"],
  entryFields: ["entry-fields", "settings.fields.title"],
  importantInformation: ["texts", "settings.texts.important"],
  closedText: ["texts", "settings.closedText"],
  switchedOffText: ["texts", "settings.switchedOffText"],
  music: ["waiting", "waiting.music.first"],
  ownMusic: ["waiting", "waiting.own"],
  waitingText: ["waiting", "settings.texts.waiting"],
  waitingContent: ["waiting", "content.title"],
  waitingMessages: ["waiting", "waiting.messages"],
  lateText: ["waiting", "waiting.late.label"],
  lastNameRequired: ["joining", "settings.lastNameRequired"],
  previewWhileTyping: ["joining", "settings.previewWhileTyping"],
  muteWhileWaiting: ["joining", "settings.muteWhileWaiting"],
  checkPolicy: ["quality", "settings.checkPolicy"],
  videoQuality: ["quality", "settings.videoQuality"],
  relayOnly: ["quality", "settings.relayOnly"],
  primaryColour: ["interface", "looks.primaryColour"],
  secondaryColour: ["interface", "looks.secondaryColour"],
  background: ["interface", "looks.background"],
  ownPictureSize: ["interface", "looks.ownPictureSize"],
  logo: ["interface", "looks.picture"],
  logoIcon: ["clinic", "looks.drawing"],
  shareText: ["sharing", "sharing.words.label"],
  embedOrigins: ["sharing", "sharing.embed.sites"],
  chat: ["apps", "settings.chat"],
  screenShare: ["apps", "settings.screenShare"],
  invitations: ["apps", "settings.invitations"],
  consentText: ["apps", "settings.consentText"],
  surveyUrl: ["apps", "settings.surveyUrl"],
  onwardUrl: ["apps", "settings.onwardUrl"],
  consultationName: ["reporting", "settings.consultationName"],
  specialty: ["reporting", "settings.specialty"],
  tags: ["reporting", "settings.tags"],
  privacyUrl: ["clinic", "settings.privacyUrl"],
  termsUrl: ["clinic", "settings.termsUrl"],
  troubleshootingUrl: ["clinic", "settings.troubleshootingUrl"],
  mainLanguage: ["clinic", "settings.mainLanguage"],
  languages: ["clinic", "sharing.offered"],
};
const sectionOf = (name: Settable) => (Object.keys(settingsSections) as SettingsSectionId[]).find((id) => (settingsSections[id] as readonly string[]).includes(name))!;

/** The tab of a clinic in which this setting, and no other, was changed. */
async function openTab(name: Settable, isInherited: boolean) {
  const [tab, label] = places[name];
  const address = { values: { name: CARDIOLOGY.name, slug: CARDIOLOGY.slug, shortCode: "" }, version: 1, lastChange: null, oldSlugs: [], publicUrl: "https://anteroom.example" };
  const page = showSettings(tab, { [name]: clinicSettings.parse({})[name] }, { "GET /api/clinics/{slug}/address": () => address }, isInherited ? [name] : []);
  const button = await screen.findByRole("button", { name: `Reset ${english[label]?.replaceAll("'", "")}` });
  return { ...page, button };
}

it.each(Object.keys(places) as Settable[])("%s says that it was changed for this clinic, goes back with the save, and says where it comes from then", async (name) => {
  // Half of them each way.
  const isInherited = name.length % 2 === 0;
  const { button, commands } = await openTab(name, isInherited);
  const words = button.closest(".from") as HTMLElement;
  expect(words).toHaveTextContent("Changed for this clinic");
  // Alone: what is not changed offers no way back.
  expect(screen.getAllByRole("button", { name: /^Reset / })).toEqual([button]);
  const place = within(words.parentElement as HTMLElement);
  fireEvent.click(button);
  const undo = within(words.parentElement as HTMLElement).getByRole("button", { name: /^Take back the change of / });
  expect(undo.closest(".from")).toHaveTextContent(isInherited ? "Will be as at Marlow Valley Health" : "Will be the standard again");
  expect(commands()).toEqual([]);
  await act(async () => fireEvent.submit(undo.closest("form") as HTMLFormElement));
  expect(commands()).toMatchObject([{ params: { section: sectionOf(name) }, body: { values: {}, reset: [name], version: 0 } }]);
  expect(await place.findAllByText(isInherited ? "From Marlow Valley Health" : "Standard")).not.toEqual([]);
  expect(screen.queryByRole("button", { name: /^Reset / })).toBeNull();
});
