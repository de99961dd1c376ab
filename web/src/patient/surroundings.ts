import { type ComponentType, createContext, useContext } from "react";
import type { PatientCallProps } from "../call/patient-call-props.ts";
import type { SendRequest, Stream } from "../link/index.ts";
import type { LocalMedia } from "../media/local-media.ts";
import type { MediaSession, SessionDependencies } from "../media/session.ts";
import type { MusicPlayer } from "../music/player.ts";

export type CreateSession = (dependencies: SessionDependencies) => MediaSession;

/** Everything outside the pages. What is heavy comes late: code of devices beside the form, that of the call while the person waits. */
export type Surroundings = {
  send: SendRequest;
  streamOpener: () => Promise<() => Stream>;
  pageId: () => Promise<string>;
  /** The one object of this page. */
  localMedia: () => Promise<LocalMedia>;
  createSession: () => Promise<CreateSession>;
  /** The call's screen with its texts. */
  patientCall: () => Promise<ComponentType<PatientCallProps>>;
  music: () => Promise<MusicPlayer>;
  browser: { userAgent: string; maxTouchPoints: number; hasCamera: boolean; canCall: boolean };
};

const SurroundingsContext = createContext<Surroundings | null>(null);
export const SurroundingsProvider = SurroundingsContext.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error("useSurroundings is used outside SurroundingsProvider");
  return surroundings;
}
