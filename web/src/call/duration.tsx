import { useEffect, useState } from "react";
import { useText } from "../i18n/call-messages.ts";

const SECOND_MS = 1_000;

/** Milliseconds as people read a clock: 04:12, 1:02:45. Digits of the person's own language. */
export function durationText(ms: number, twoDigits: (value: number) => string, digits: (value: number) => string): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const parts = [twoDigits(Math.floor(seconds / 60) % 60), twoDigits(seconds % 60)];
  const hours = Math.floor(seconds / 3_600);
  return (hours > 0 ? [digits(hours), ...parts] : parts).join(":");
}

/** How long people have talked; silent for screen readers, which would read every second. */
export function Duration({ since, now }: { since: number; now: () => number }) {
  const t = useText();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const twoDigits = (value: number) => t.intl.formatNumber(value, { minimumIntegerDigits: 2 });
  return (
    <span className="muted tnum" role="timer" aria-label={t("duration.label")} title={t("duration.label")}>
      {durationText(now() - since, twoDigits, (value) => t.intl.formatNumber(value))}
    </span>
  );
}
