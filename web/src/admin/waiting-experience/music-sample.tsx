import type { ClinicSettings } from "@anteroom/core/settings";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { createMusicPlayer, type OwnMusic } from "../../music/player.ts";
import { Button } from "../../ui/button.tsx";
import { PauseIcon, PlayIcon } from "../../ui/icons/lucide.ts";
import { useStore } from "../../ui/use-store.ts";

/** What is tried here says nothing about what this person wants to hear as a caller. */
const FORGETFUL = { recall: () => ({}), remember() {} };

/** The same sound that callers hear. */
export function MusicSample({ track, own }: { track: ClinicSettings["music"]; own: OwnMusic | null }) {
  const t = useText();
  const [player] = useState(() => createMusicPlayer({ memory: FORGETFUL }));
  const { playing, track: heard } = useStore(player);
  useEffect(() => () => player.fadeOut(), [player]);
  useEffect(() => player.suggest(track === "off" ? "morning" : track, own), [player, track, own]);
  if (track === "off") return null;
  const plays = playing && heard === track;
  return (
    <span>
      <Button type="button" size="small" icon={plays ? PauseIcon : PlayIcon} onClick={() => (plays ? player.pause() : player.play(track))}>
        {t(plays ? "waiting.music.stop" : "waiting.music.listen")}
      </Button>
    </span>
  );
}
