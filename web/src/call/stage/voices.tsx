import { useCallback, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Volume2Icon } from "../../ui/icons/lucide.ts";
import type { Person } from "../people.ts";

/**
 * Everybody's sound, apart from the pictures: a tile may move or go while the voice stays. Where the browser wants a
 * touch before it plays, one tap starts all of them.
 */
export function Voices({ people, speakerId }: { people: readonly Person[]; speakerId: string | null }) {
  const t = useText();
  const [blocked, setBlocked] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const onBlocked = useCallback(() => setBlocked(true), []);

  const start = useCallback(() => {
    setBlocked(false);
    for (const voice of room.current?.querySelectorAll("audio") ?? []) play(voice, onBlocked);
  }, [onBlocked]);
  // Any touch of the page will do; the button says so to whoever waits.
  useEffect(() => {
    if (!blocked) return;
    document.addEventListener("click", start);
    return () => document.removeEventListener("click", start);
  }, [blocked, start]);

  return (
    <>
      <div ref={room} hidden>
        {people.map(({ seatId, media }) => (
          <div key={seatId}>
            {media?.audio && <Voice stream={media.audio} speakerId={speakerId} onBlocked={onBlocked} />}
            {media?.screen && <Voice stream={media.screen} speakerId={speakerId} onBlocked={onBlocked} />}
          </div>
        ))}
      </div>
      {blocked && (
        <div className="stage-note" role="alert">
          <p>{t("sound.blocked")}</p>
          <Button variant="primary" icon={Volume2Icon} onClick={start}>
            {t("sound.start")}
          </Button>
        </div>
      )}
    </>
  );
}

function Voice({ stream, speakerId, onBlocked }: { stream: MediaStream; speakerId: string | null; onBlocked: () => void }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = stream;
    play(element, onBlocked);
    return () => {
      element.srcObject = null;
    };
  }, [stream, onBlocked]);
  useEffect(() => {
    const element = audio.current as (HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> }) | null;
    // A speaker that is gone: the one of the system goes on.
    if (speakerId !== null) element?.setSinkId?.(speakerId).catch(() => {});
  }, [speakerId]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- a live conversation has no track
  return <audio ref={audio} autoPlay />;
}

function play(element: HTMLMediaElement, onBlocked: () => void): void {
  element.play()?.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "NotAllowedError") onBlocked();
  });
}
