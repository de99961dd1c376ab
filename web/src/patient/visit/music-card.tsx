import { useState } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { Field } from "../../ui/field.tsx";
import { ListMusicIcon, PauseIcon, PlayIcon } from "../../ui/icons/lucide.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import type { MusicPlayer } from "../../music/player.ts";
import { TRACKS, type TrackName } from "../../music/tracks.ts";
import { useStore } from "../../ui/use-store.ts";

export function MusicCard({ music }: { music: MusicPlayer }) {
  const t = useText();
  const { playing, track, volume, own } = useStore(music);
  const titleOf = (name: TrackName) => (name === "own" ? (own?.title ?? t("music.title")) : t(`music.${name}`));
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="card stack stack-3">
      <div className="music">
        <button type="button" className="play" aria-label={t(playing ? "music.pause" : "music.play")} onClick={() => (playing ? music.pause() : music.play())}>
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <div>
          <b className="strong block" dir="auto">
            {titleOf(track)}
          </b>
          <span className="small muted">{t("music.title")}</span>
        </div>
        <IconButton label={t("music.choose")} icon={ListMusicIcon} aria-expanded={choosing} onClick={() => setChoosing(!choosing)} />
      </div>
      {choosing && (
        <div className="stack stack-3">
          <Field label={t("music.choose")}>
            {(control) => (
              <Select {...control} value={track} onChange={(event) => music.play(event.currentTarget.value as TrackName)}>
                {(own ? (["own", ...TRACKS] as const) : TRACKS).map((name) => (
                  <option key={name} value={name}>
                    {titleOf(name)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("music.volume")}>
            {({ id }) => (
              <input id={id} type="range" className="range" min={0} max={1} step={0.05} value={volume} onInput={(event) => music.setVolume(Number(event.currentTarget.value))} />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}

/** As high as the card: what stands below it stays where it is. */
export function MusicCardToCome() {
  return (
    <div className="card" aria-hidden="true">
      <div className="music">
        <span className="play" />
      </div>
    </div>
  );
}
