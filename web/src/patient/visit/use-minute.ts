import { useEffect, useState } from "react";

/** Draws again once a minute, for words like "2 minutes ago". */
export function useMinute(now: () => number): number {
  const [minute, setMinute] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMinute(now()), 60_000);
    return () => clearInterval(timer);
  }, [now]);
  return minute;
}
