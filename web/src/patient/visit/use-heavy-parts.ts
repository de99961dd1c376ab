import { type ComponentType, useEffect, useState } from "react";
import { loadCallMessages } from "../../i18n/call-messages.ts";
import { useLanguage } from "../../i18n/language-provider.tsx";
import type { PatientCallProps } from "../../call/patient-call-props.ts";
import type { MusicPlayer } from "../music/player.ts";
import { useSurroundings } from "../surroundings.ts";

/** Tried again after this; the visit goes on meanwhile. Milliseconds. */
const AGAIN_MS = 3_000;

/** The call's screen with its texts; fetched while the person waits, so that *Join* finds it here. */
export function usePatientCall(): { PatientCall: ComponentType<PatientCallProps> } | null {
  const { patientCall } = useSurroundings();
  const { add } = useLanguage();
  const [screen, setScreen] = useState<{ PatientCall: ComponentType<PatientCallProps> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (screen) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    Promise.all([patientCall(), add(loadCallMessages)]).then(
      ([loaded]) => {
        if (!gone) setScreen({ PatientCall: loaded });
      },
      () => {
        if (!gone) timer = setTimeout(() => setAttempt(attempt + 1), AGAIN_MS);
      },
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [patientCall, add, attempt, screen]);
  return screen;
}

export function useMusic(): MusicPlayer | null {
  const surroundings = useSurroundings();
  const [music, setMusic] = useState<MusicPlayer | null>(null);
  useEffect(() => {
    let gone = false;
    surroundings.music().then(
      (player) => {
        if (!gone) setMusic(() => player);
      },
      () => {}, // waiting works without it
    );
    return () => {
      gone = true;
    };
  }, [surroundings]);
  return music;
}
