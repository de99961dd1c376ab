import "./waiting-experience.css";
import { type ClinicSettings, musicTracks } from "@anteroom/core/settings";
import { useMemo } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Origin } from "../clinic-settings/setting.tsx";
import { type TabProps, useClinicSection } from "../clinic-settings/use-clinic-section.ts";
import { offeredLanguages } from "../clinic-settings/offered-languages.ts";
import { WordsSetting } from "../clinic-settings/words-setting.tsx";
import { Section } from "../frame/section.tsx";
import { WaitingContentSection } from "../waiting-content/waiting-content-section.tsx";
import { MusicSample } from "./music-sample.tsx";
import { OwnMusic } from "./own-music.tsx";
import { WaitingMessagesSetting } from "./waiting-messages-setting.tsx";

/** What a caller hears and reads between the details and the call. */
export function WaitingTab({ settings }: TabProps) {
  const t = useText();
  const music = useClinicSection(settings, "music");
  const waiting = useClinicSection(settings, "waiting-text");
  const messages = useClinicSection(settings, "waiting-messages");
  const late = useClinicSection(settings, "late-text");
  const { organisationName, slug } = settings.clinic;
  const languages = offeredLanguages(settings);
  const { ownMusic } = music.values;
  const heard = useMemo(() => ownMusic && { title: ownMusic.title, address: `/api/public/clinics/${slug}/music/${ownMusic.id}` }, [ownMusic, slug]);
  return (
    <>
      <Section title={t("waiting.music")} hint={t("waiting.music.hint")} form={music}>
        <div className="setting setting-wide" data-setting="music">
          <Field label={t("waiting.music.first")} error={music.errorOf("music")}>
            {(control) => (
              <Select {...control} value={music.values.music} onChange={(event) => music.set("music", event.target.value as ClinicSettings["music"])}>
                {[...(ownMusic ? (["own"] as const) : []), ...musicTracks, "off" as const].map((track) => (
                  <option key={track} value={track}>
                    {track === "own" ? ownMusic?.title : t(`waiting.music.${track}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <MusicSample track={music.values.music} own={heard} />
          <Origin form={music} name="music" label={t("waiting.music.first")} organisationName={organisationName} />
        </div>
        <OwnMusic slug={slug} form={music} organisationName={organisationName} />
      </Section>
      <Section title={t("settings.texts.waiting")} hint={t("settings.texts.waiting.hint")} form={waiting}>
        <WordsSetting languages={languages} form={waiting} name="waitingText" label={t("settings.texts.waiting")} organisationName={organisationName} />
      </Section>
      <WaitingContentSection settings={settings} />
      <Section title={t("waiting.messages")} hint={t("waiting.messages.hint")} form={messages}>
        <WaitingMessagesSetting languages={languages} form={messages} organisationName={organisationName} />
      </Section>
      <Section title={t("waiting.late")} hint={t("waiting.late.hint")} form={late}>
        <WordsSetting languages={languages} form={late} name="lateText" label={t("waiting.late.label")} organisationName={organisationName} />
      </Section>
    </>
  );
}
