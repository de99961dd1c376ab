import type { VideoQuality } from "@anteroom/core/settings";
import { useState } from "react";
import { type CallMessageId, useText } from "../../i18n/call-messages.ts";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { languages } from "../../i18n/languages.ts";
import type { MediaSession, SelfMedia } from "../../media/session.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { MaximizeIcon, MinimizeIcon, MonitorUpIcon, MonitorXIcon, UsersIcon, Volume2Icon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { SHORTCUTS } from "../bar/shortcuts.ts";
import { DEVICE_TEXT } from "../device-words.ts";
import { type Preferences, type PreferenceStore, QUALITIES } from "../preferences.ts";
import type { CallSounds } from "../sounds.ts";
import { type Layout, LAYOUTS } from "../stage/arrange.ts";
import { Drawer } from "./drawer.tsx";

const LAYOUT_TEXT: Record<Layout, CallMessageId> = { speaker: "layout.speaker", grid: "layout.grid", side: "layout.side" };
const QUALITY_TEXT: Record<VideoQuality, CallMessageId> = { low: "video.low", balanced: "video.balanced", sharp: "video.sharp" };

export type MoreDrawerProps = {
  session: MediaSession;
  self: SelfMedia;
  sounds: CallSounds;
  preferences: Preferences;
  clinicQuality: VideoQuality;
  onChange: PreferenceStore["set"];
  fullScreen: { on: boolean; toggle: () => void } | null;
  onShare: (() => void) | null;
  hasChat: boolean;
  onPeople: () => void;
  onClose: () => void;
};

/** Devices, how the call looks, and what the bar of a phone has no room for. */
export function MoreDrawer({ session, self, sounds, preferences, clinicQuality, onChange, fullScreen, onShare, hasChat, onPeople, onClose }: MoreDrawerProps) {
  const t = useText();
  const { language, choose } = useLanguage();
  return (
    <Drawer title={t("more.title")} onClose={onClose}>
      <div className="scroll">
        <div className="cluster">
          <Button className="narrow-only" size="small" icon={UsersIcon} onClick={onPeople}>
            {t("bar.people")}
          </Button>
          {onShare && (
            <Button className="narrow-only" size="small" icon={self.screen ? MonitorXIcon : MonitorUpIcon} onClick={onShare}>
              {t(self.screen ? "bar.stopSharing" : "bar.shareScreen")}
            </Button>
          )}
          {fullScreen && (
            <Button size="small" icon={fullScreen.on ? MinimizeIcon : MaximizeIcon} onClick={fullScreen.toggle}>
              {t(fullScreen.on ? "more.leaveFullScreen" : "more.fullScreen")}
            </Button>
          )}
        </div>
        <Devices session={session} self={self} sounds={sounds} />
        <section className="stack stack-3">
          <h3>{t("more.picture")}</h3>
          <Field label={t("video.quality")} hint={t("video.hint")}>
            {(control) => (
              <Select {...control} value={preferences.quality ?? clinicQuality} onChange={(event) => onChange({ quality: event.currentTarget.value as VideoQuality })}>
                {QUALITIES.map((quality) => (
                  <option key={quality} value={quality}>
                    {t(QUALITY_TEXT[quality])}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("layout.label")}>
            {(control) => (
              <Select {...control} value={preferences.layout} onChange={(event) => onChange({ layout: event.currentTarget.value as Layout })}>
                {LAYOUTS.map((layout) => (
                  <option key={layout} value={layout}>
                    {t(LAYOUT_TEXT[layout])}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Switch checked={preferences.selfView !== "hidden"} onChange={(shown) => onChange({ selfView: shown ? "shown" : "hidden" })}>
            {t("self.showOwn")}
          </Switch>
          <Switch checked={preferences.mirrored} onChange={(mirrored) => onChange({ mirrored })} hint={t("self.mirrorHint")}>
            {t("self.mirror")}
          </Switch>
        </section>
        <section className="stack stack-3">
          <h3>{t("more.sounds")}</h3>
          <Switch checked={preferences.sounds} onChange={(on) => onChange({ sounds: on })} hint={t("more.soundsHint")}>
            {t("more.soundsOn")}
          </Switch>
        </section>
        <section className="stack stack-3">
          <h3>{t("more.language")}</h3>
          <Select aria-label={t("more.language")} value={language.tag} onChange={(event) => void choose(event.currentTarget.value).catch(() => {})}>
            {languages.map(({ tag, endonym }) => (
              <option key={tag} value={tag} lang={tag}>
                {endonym}
              </option>
            ))}
          </Select>
        </section>
        <section className="stack stack-3" id="call-shortcuts">
          <h3>{t("shortcut.title")}</h3>
          <Switch checked={preferences.shortcuts} onChange={(shortcuts) => onChange({ shortcuts })}>
            {t("shortcut.on")}
          </Switch>
          <dl className="keys">
            {SHORTCUTS.filter(({ act }) => (act !== "share" || onShare) && (act !== "chat" || hasChat)).map(({ key, text }) => (
              <div key={key}>
                <dt>
                  <kbd>{key.toUpperCase()}</kbd>
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Drawer>
  );
}

function Devices({ session, self, sounds }: Pick<MoreDrawerProps, "session" | "self" | "sounds">) {
  const t = useText();
  const [speakerFailed, setSpeakerFailed] = useState(false);
  const problem = (what: SelfMedia["cameraProblem"]) => (what ? t(DEVICE_TEXT[what]) : undefined);
  const picker = (label: CallMessageId, devices: SelfMedia["cameras"], chosen: string | null, choose: (id: string) => Promise<void>, fault: string | undefined) => (
    <Field label={t(label)} error={fault}>
      {(control) => (
        <Select {...control} value={chosen ?? devices[0]?.deviceId ?? ""} disabled={devices.length === 0} onChange={(event) => void choose(event.currentTarget.value)}>
          {devices.length === 0 && <option value="">{t("device.none")}</option>}
          {devices.map(({ deviceId, label: name }, index) => (
            <option key={deviceId} value={deviceId}>
              {name || t("device.unnamed", { number: index + 1 })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <section className="stack stack-3">
      <h3>{t("device.title")}</h3>
      {picker("device.camera", self.cameras, self.cameraId, session.chooseCamera, problem(self.cameraProblem))}
      {picker("device.microphone", self.microphones, self.microphoneId, session.chooseMicrophone, problem(self.microphoneProblem))}
      {self.speakers.length > 0 && picker("device.speaker", self.speakers, self.speakerId, session.chooseSpeaker, undefined)}
      <div className="cluster">
        <Button
          size="small"
          icon={Volume2Icon}
          onClick={() => {
            sounds.test(self.speakerId).then(
              () => setSpeakerFailed(false),
              () => setSpeakerFailed(true),
            );
          }}
        >
          {t("device.testSound")}
        </Button>
      </div>
      {speakerFailed && (
        <p className="error small" role="alert">
          {t("device.speakerFailed")}
        </p>
      )}
    </section>
  );
}
