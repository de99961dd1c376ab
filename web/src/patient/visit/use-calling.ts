import { useEffect } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import type { Stream } from "../../link/index.ts";
import type { Announcer } from "../../ui/announcer.tsx";
import type { MusicPlayer } from "../../music/player.ts";

/** Rings again after this while nobody looks. Milliseconds. */
const AGAIN_MS = 4_000;
const RINGS = 5;

export type CallingOptions = { stream: Stream; inCall: boolean; music: MusicPlayer | null; announcer: Announcer };

/**
 * The clinic calls: by *Recall*, or by sitting down while this page is hidden behind another. Heard, and seen in the
 * title of the tab, until the person looks.
 */
export function useCalling({ stream, inCall, music, announcer }: CallingOptions): void {
  const t = useText();
  useEffect(() => {
    let rings = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let quietTitle: string | null = null;
    function ring(): void {
      music?.signal("ring");
      rings += 1;
      if (document.visibilityState === "visible" || rings >= RINGS) return;
      quietTitle ??= document.title;
      document.title = t("waiting.calling");
      timer = setTimeout(ring, AGAIN_MS);
    }
    function looked(): void {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      if (quietTitle !== null) document.title = quietTitle;
      quietTitle = null;
    }
    function begin(): void {
      rings = 0;
      announcer.alert(t("waiting.calling"));
      ring();
    }
    if (inCall && document.visibilityState !== "visible") begin();
    const stopRing = stream.onFrame("ring", begin);
    document.addEventListener("visibilitychange", looked);
    return () => {
      clearTimeout(timer);
      stopRing();
      document.removeEventListener("visibilitychange", looked);
    };
  }, [stream, inCall, music, announcer, t]);
}
