import "./waiting-content.css";
import type { CallerView } from "@anteroom/core/protocol";
import { useEffect, useRef } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import type { MusicPlayer } from "../../music/player.ts";

type Shown = NonNullable<CallerView["waitingContent"]>;
type Item = Shown["items"][number];

/** The clinic's pictures and its video. A picture is fetched when it comes into sight, a video when it is to play. */
export function WaitingContent({ content: { language, items }, music }: { content: Shown; music: MusicPlayer | null }) {
  const t = useText();
  return (
    <section className="waiting-content stack" aria-labelledby="waiting-content">
      <h2 id="waiting-content">{t("waiting.content")}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.file} lang={language}>
            {item.kind === "picture" ? <Picture item={item} /> : <Video item={item} music={music} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ item }: { item: Item }) {
  const at = (size: number) => `/images/${item.file}/${size}.webp`;
  const longest = Math.max(item.width, item.height);
  const smallWidth = Math.round((item.width * Math.min(640, longest)) / longest);
  return (
    <img
      src={at(640)}
      // A picture that was small already is the same in both sizes.
      srcSet={smallWidth < item.width ? `${at(640)} ${smallWidth}w, ${at(1280)} ${item.width}w` : undefined}
      sizes="(min-width: 48rem) 32rem, 100vw"
      width={item.width}
      height={item.height}
      alt={item.alt}
      loading="lazy"
      decoding="async"
    />
  );
}

/** Music and video are never heard together: whichever is begun silences the other. */
function Video({ item, music }: { item: Extract<Item, { kind: "video" }>; music: MusicPlayer | null }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(
    () =>
      music?.subscribe(() => {
        if (music.getSnapshot().playing) video.current?.pause();
      }),
    [music],
  );
  return (
    <figure>
      {/* What is said in it stands under it, in the clinic's words. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        src={`/videos/${item.file}.${item.format}`}
        poster={item.poster ? `/images/${item.poster}/640.webp` : undefined}
        width={item.width}
        height={item.height}
        controls
        playsInline
        preload="none"
        aria-label={item.alt}
        // Also when it is quiet now: it would begin by itself when the page comes back from a break.
        onPlay={() => music?.pause()}
      />
      <figcaption className="small muted lines" dir="auto">
        {item.alt}
      </figcaption>
    </figure>
  );
}
