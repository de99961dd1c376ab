import { pageId, sendRequest } from "../link/index.ts";
import type { LocalMedia } from "../media/local-media.ts";
import type { MusicPlayer } from "../music/player.ts";
import type { Surroundings } from "./surroundings.ts";

/** One of a kind for the page, made at the first wish; a failed attempt is forgotten, so that the next wish tries again. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

/** The real world of this page. */
export function browserSurroundings(): Surroundings {
  return {
    send: sendRequest,
    streamOpener: async () => (await import("../link/open-stream.ts")).openStream,
    pageId: once(pageId),
    localMedia: once<LocalMedia>(async () => (await import("../media/devices.ts")).createLocalMedia()),
    createSession: async () => (await import("../media/direct/direct-session.ts")).createDirectSession,
    patientCall: async () => (await import("../call/patient-call.tsx")).PatientCall,
    music: once<MusicPlayer>(async () => (await import("../music/player.ts")).createMusicPlayer()),
    browser: {
      userAgent: navigator.userAgent,
      maxTouchPoints: navigator.maxTouchPoints,
      hasCamera: Boolean(navigator.mediaDevices?.getUserMedia),
      canCall: typeof RTCPeerConnection === "function",
    },
  };
}
