import type { Stream } from "../link/index.ts";
import type { ReactNode } from "react";
import type { MediaSession } from "../media/session.ts";

/**
 * What the patient's pages hand to the call screen. The pages own the session: they made it while the person waited,
 * give it the seats of each snapshot of the call (`setPeers`), warm and cool it, and join it when a host sits down.
 * The screen shows it and presses its buttons.
 */
export type PatientCallProps = {
  stream: Stream;
  callId: string;
  session: MediaSession;
  clinic: { name: string; logoIcon: string; supportPhone: string };
  /** On every screen of the patient, so here too. */
  languagePicker?: ReactNode;
  /** The person chose *Leave call* and said yes; the pages end the visit and show the goodbye. Resolves when it is done. */
  onLeave: () => Promise<void>;
};
