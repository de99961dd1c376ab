/** The page's voice: a chime and the browser's own notice. It works while the page is in the background. */
export type Alarm = {
  chime(): void;
  /** False while the browser waits for a first press before it lets the page sound. */
  canSound(): boolean;
  notify(title: string, body: string): void;
  noticeState(): "allowed" | "refused" | "ask" | "unsupported";
  /** Only after the person switched it on. */
  askForNotices(): Promise<boolean>;
  subscribe(listener: () => void): () => void;
};

/** Two soft notes a third apart; no file to fetch. Hertz, seconds. */
const NOTES = [
  { pitch: 659.25, at: 0 },
  { pitch: 830.61, at: 0.18 },
];
const NOTE_SECONDS = 0.6;
const LOUDNESS = 0.18;

export function createAlarm(): Alarm {
  let context: AudioContext | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };

  function audio(): AudioContext | null {
    if (context || typeof AudioContext === "undefined") return context;
    context = new AudioContext();
    context.addEventListener("statechange", tell);
    return context;
  }
  // Browsers let a page sound only after somebody pressed something on it.
  for (const type of ["pointerdown", "keydown"] as const)
    addEventListener(
      type,
      () => {
        void audio()
          ?.resume()
          .catch(() => {
            // No output device: then nothing sounds.
          });
      },
      { capture: true, passive: true },
    );

  return {
    chime() {
      const played = audio();
      if (!played || played.state !== "running") return;
      for (const { pitch, at } of NOTES) {
        const start = played.currentTime + at;
        const tone = played.createOscillator();
        const loudness = played.createGain();
        tone.type = "sine";
        tone.frequency.value = pitch;
        loudness.gain.setValueAtTime(0, start);
        loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
        loudness.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
        tone.connect(loudness).connect(played.destination);
        tone.start(start);
        tone.stop(start + NOTE_SECONDS);
      }
    },
    canSound: () => context?.state === "running",
    notify(title, body) {
      if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
      try {
        // The same tag replaces the notice before it: one line, not a pile.
        const notice = new Notification(title, { body, tag: "anteroom-newcomer", silent: true });
        notice.onclick = () => {
          window.focus();
          notice.close();
        };
      } catch {
        // Android allows notices from service workers only.
      }
    },
    noticeState() {
      if (typeof Notification === "undefined") return "unsupported";
      if (Notification.permission === "granted") return "allowed";
      return Notification.permission === "denied" ? "refused" : "ask";
    },
    async askForNotices() {
      if (typeof Notification === "undefined") return false;
      const answer = await Notification.requestPermission();
      tell();
      return answer === "granted";
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
