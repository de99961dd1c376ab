import { useEffect } from "react";
import type { CallSounds } from "../sounds.ts";

/** Nobody is forgotten on hold. Milliseconds. */
const REMIND_MS = 60_000;

export function useHoldReminder(somebodyHeld: boolean, sounds: CallSounds | null): void {
  useEffect(() => {
    if (!somebodyHeld || !sounds) return;
    const timer = setInterval(() => sounds.play("reminder"), REMIND_MS);
    return () => clearInterval(timer);
  }, [somebodyHeld, sounds]);
}
