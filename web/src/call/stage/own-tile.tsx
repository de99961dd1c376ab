import type { CSSProperties } from "react";
import { useText } from "../../i18n/call-messages.ts";
import type { SelfMedia } from "../../media/session.ts";
import { Face } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { EyeOffIcon, FlipHorizontalIcon, MinusIcon, PlusIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";
import type { Person } from "../people.ts";
import type { Preferences, PreferenceStore } from "../preferences.ts";
import { Picture } from "./picture.tsx";
import { KnownAs, MutedMark } from "./tile.tsx";

type OwnTileProps = {
  self: SelfMedia;
  own: Person | null;
  className: string;
  style?: CSSProperties;
  ringed: boolean;
  preferences: Preferences;
  onChange: PreferenceStore["set"];
};

/** One's own picture: flipped, made small or hidden at will. Others see it as it is. */
export function OwnTile({ self, own, className, style, ringed, preferences, onChange }: OwnTileProps) {
  const t = useText();
  // The camera at the back of a phone shows things, and things are not seen in mirrors.
  const facesAway = self.cameraTrack?.getSettings?.().facingMode === "environment";
  return (
    <figure className={[className, "tile own", ringed && self.speaking && "speaking"].filter(Boolean).join(" ")} style={style} data-self="true">
      {self.camera ? (
        <div className="picture-room">
          <Picture stream={self.camera} label={t("self.picture")} mirrored={preferences.mirrored && !facesAway} />
        </div>
      ) : (
        <div className="initials" aria-hidden="true">
          <span>
            <Face name={own?.name ?? ""} picture={own?.seat.picture ?? null} size={384} />
          </span>
        </div>
      )}
      <div className="tile-top tile-actions">
        <IconButton label={t("self.flip")} aria-pressed={preferences.mirrored} icon={FlipHorizontalIcon} onClick={() => onChange({ mirrored: !preferences.mirrored })} />
        <IconButton label={t("self.minimise")} icon={MinusIcon} onClick={() => onChange({ selfView: "small" })} />
        <IconButton label={t("self.hide")} icon={EyeOffIcon} onClick={() => onChange({ selfView: "hidden" })} />
      </div>
      <figcaption className="nameplate glass">
        {!self.microphoneOn && <MutedMark />}
        <OwnWords self={self} />
        {own && <KnownAs aliases={own.seat.knownAs} />}
      </figcaption>
    </figure>
  );
}

/** What is left of the own picture when it was made small: one press brings it back. */
export function OwnMinimised({ self, onChange }: { self: SelfMedia; onChange: PreferenceStore["set"] }) {
  const t = useText();
  return (
    <div className="own-minimised glass" data-self="true">
      {!self.microphoneOn && <MutedMark />}
      <OwnWords self={self} />
      <IconButton label={t("self.show")} icon={PlusIcon} onClick={() => onChange({ selfView: "shown" })} />
    </div>
  );
}

/** The corner of a phone has no room for more than a sign. */
function OwnWords({ self }: { self: SelfMedia }) {
  const t = useText();
  if (self.cameraOn) return <span>{t("self.you")}</span>;
  return (
    <span className="camera-off" title={t("self.youCameraOff")}>
      <VideoOffIcon />
      <span aria-hidden="true">{t("self.you")}</span>
      <span className="sr">{t("self.youCameraOff")}</span>
    </span>
  );
}
