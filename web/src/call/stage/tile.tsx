import { type CSSProperties, type ReactNode, useRef, useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import type { LinkQuality } from "../../media/session.ts";
import { Face } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { MicOffIcon, MonitorIcon, PhoneIcon, PictureInPictureIcon, PinIcon, PinOffIcon, TriangleAlertIcon } from "../../ui/icons/lucide.ts";
import type { CallMessageId } from "../../i18n/call-messages.ts";
import { isAbsent, type Person } from "../people.ts";
import { LinkFigures } from "./link-figures.tsx";
import { Picture } from "./picture.tsx";
import { QUALITY_TEXT, SignalBars } from "./signal-bars.tsx";

export type TileProps = {
  person: Person;
  what: "camera" | "screen";
  className: string;
  style: CSSProperties;
  /** The green ring; in a call of two everybody knows who speaks. */
  ringed: boolean;
  pinned: boolean;
  /** Null where there is nothing to choose between. */
  onPin: (() => void) | null;
  /** For hosts, of somebody who was lost. */
  phone: string | null;
};

/** What is said on the tile when the line is not well. */
const TROUBLE: Partial<Record<LinkQuality, CallMessageId>> = {
  poor: "trouble.weak",
  connecting: "trouble.connecting",
  reconnecting: "trouble.reconnecting",
  lost: "trouble.lost",
};

export function Tile({ person, what, className, style, ringed, pinned, onPin, phone }: TileProps) {
  const t = useText();
  const { name, media, seat } = person;
  const [shown, setShown] = useState(false);
  const [figuresOpen, setFiguresOpen] = useState(false);
  const picture = useRef<HTMLVideoElement>(null);

  const isScreen = what === "screen";
  const stream = isScreen ? media?.screen : media?.camera;
  const absent = isAbsent(person);
  // Through a break of the line it counts as on, and its last frame stands still; once switched off nothing of it is shown.
  const isOn = stream != null && (isScreen || media?.cameraOn === true);
  const quality = media?.quality ?? "connecting";
  const label = isScreen ? t("tile.screenOf", { name }) : name;
  const trouble: CallMessageId | undefined = absent ? undefined : seat.presence === "away" ? "trouble.away" : TROUBLE[quality];

  return (
    <figure
      className={[className, "tile", ringed && media?.speaking && !isScreen && "speaking", absent && "absent"].filter(Boolean).join(" ")}
      style={style}
      data-seat={person.seatId}
    >
      {(!isOn || !shown) && !isScreen && (
        <div className="initials" aria-hidden="true">
          <span>
            <Face name={name} picture={seat.picture} size={384} />
          </span>
        </div>
      )}
      {stream && (
        <div className={isOn ? "picture-room" : "picture-room unseen"}>
          <Picture ref={picture} stream={stream} label={label} whole={isScreen} onShown={setShown} />
        </div>
      )}
      {absent && !isScreen && <Absent name={name} phone={phone} />}
      <div className="tile-top">
        <div className="tile-actions">
          {canFloat() && isOn && <IconButton label={t("tile.float", { name: label })} icon={PictureInPictureIcon} onClick={() => void float(picture.current)} />}
          {onPin && <IconButton label={t(pinned ? "tile.unpin" : "tile.pin", { name: label })} aria-pressed={pinned} icon={pinned ? PinOffIcon : PinIcon} onClick={onPin} />}
        </div>
        {trouble && !isScreen && (
          <span className={quality === "poor" || quality === "lost" ? "glass trouble poor" : "glass trouble"}>
            {quality !== "connecting" && <TriangleAlertIcon />}
            {t(trouble)}
          </span>
        )}
      </div>
      {pinned && (
        <span className="glass pinned" title={t("tile.pinned")}>
          <PinIcon />
          <span className="sr">{t("tile.pinned")}</span>
        </span>
      )}
      {figuresOpen && (
        <div className="tile-figures">
          <LinkFigures figures={media?.figures ?? null} />
        </div>
      )}
      <figcaption className="nameplate glass">
        {isScreen ? (
          <MonitorIcon />
        ) : (
          <button
            type="button"
            className="bars"
            aria-expanded={figuresOpen}
            title={t("figures.of", { name, quality: t(QUALITY_TEXT[quality]) })}
            onClick={() => setFiguresOpen(!figuresOpen)}
          >
            <SignalBars quality={quality} />
            <span className="sr">{t("figures.of", { name, quality: t(QUALITY_TEXT[quality]) })}</span>
          </button>
        )}
        {!isScreen && media && !media.microphoneOn && !absent && <MutedMark />}
        <bdi className="clip">{label}</bdi>
        {!isScreen && <KnownAs aliases={seat.knownAs} />}
        {person.isGuest && !isScreen && <span className="guest">{t("tile.guest")}</span>}
      </figcaption>
    </figure>
  );
}

/** For somebody of the clinic: by which name guests know this person. */
export function KnownAs({ aliases }: { aliases: readonly string[] }): ReactNode {
  const t = useText();
  return aliases.length > 0 && <span className="known-as clip">{t("tile.knownAs", { names: t.intl.formatList(aliases) })}</span>;
}

export function MutedMark(): ReactNode {
  const t = useText();
  return (
    <span className="muted-mark" title={t("tile.muted")}>
      <MicOffIcon />
      <span className="sr">{t("tile.muted")}</span>
    </span>
  );
}

function Absent({ name, phone }: { name: string; phone: string | null }) {
  const t = useText();
  return (
    <div className="absent-note">
      <p className="glass">{t("absent.waiting", { name })}</p>
      {phone && (
        <a className="glass" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
          <PhoneIcon />
          {t("absent.phone")} <bdi dir="ltr">{phone}</bdi>
        </a>
      )}
    </div>
  );
}

const canFloat = () => typeof document !== "undefined" && document.pictureInPictureEnabled === true;

async function float(video: HTMLVideoElement | null): Promise<void> {
  if (!video) return;
  try {
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else await video.requestPictureInPicture();
  } catch {
    // No frame yet, or the browser says no: the picture stays where it is.
  }
}
