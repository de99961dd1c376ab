import { type ComponentType, useEffect, useState } from "react";
import { loadCallMessages } from "../../i18n/call-messages.ts";
import { useLanguage } from "../../i18n/language-provider.tsx";
import type { PatientCallProps } from "../../call/patient-call-props.ts";
import type { MusicPlayer } from "../../music/player.ts";
import { keepTrying } from "../keep-trying.ts";
import { useSurroundings } from "../surroundings.ts";

/** The call's screen with its texts; fetched while the person waits, so that *Join* finds it here. */
export function usePatientCall(): { PatientCall: ComponentType<PatientCallProps> } | null {
  const { patientCall } = useSurroundings();
  const { add } = useLanguage();
  const [screen, setScreen] = useState<{ PatientCall: ComponentType<PatientCallProps> } | null>(null);
  useEffect(() => {
    if (screen) return;
    return keepTrying(
      () => Promise.all([patientCall(), add(loadCallMessages)]),
      ([loaded]) => setScreen({ PatientCall: loaded }),
    );
  }, [patientCall, add, screen]);
  return screen;
}

export function useMusic(): MusicPlayer | null {
  const surroundings = useSurroundings();
  const [music, setMusic] = useState<MusicPlayer | null>(null);
  useEffect(() => keepTrying(surroundings.music, (player) => setMusic(() => player)), [surroundings]);
  return music;
}
