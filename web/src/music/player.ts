import { chime, type Chime } from "./chime.ts";
import { type MusicMemory, tabMemory } from "./memory.ts";
import { recorded } from "./recorded.ts";
import { createScore, type Score, type TrackName } from "./tracks.ts";

export type OwnMusic = { title: string; address: string };
export type MusicSnapshot = { playing: boolean; track: TrackName; volume: number; own: OwnMusic | null };

/** Music and signals of the waiting room, made by the device itself: only a clinic's own piece is fetched, and not before it is to be heard. */
export type MusicPlayer = {
  getSnapshot(): MusicSnapshot;
  subscribe(listener: () => void): () => void;
  /** What plays first, as long as the person has not chosen; and the clinic's own piece, if it has one. */
  suggest(track: TrackName, own: OwnMusic | null): void;
  /** Plays where the browser lets a page sound by itself; elsewhere nothing happens until a tap. */
  begin(): void;
  play(track?: TrackName): void;
  pause(): void;
  setVolume(volume: number): void;
  /** A signal is heard whether music plays or not. */
  signal(kind: Chime): void;
  /** The call starts: music steps back and stays away until `begin` or a tap. */
  fadeOut(): void;
};

const FADE_SECONDS = 0.6;
const FIRST_VOLUME = 0.5;

export type PlayerDependencies = { openContext?: () => AudioContext; memory?: MusicMemory };

export function createMusicPlayer({ openContext = () => new AudioContext(), memory = tabMemory }: PlayerDependencies = {}): MusicPlayer {
  const wish = memory.recall();
  let snapshot: MusicSnapshot = { playing: false, track: wish.track ?? "morning", volume: wish.volume ?? FIRST_VOLUME, own: null };
  let context: AudioContext | null = null;
  let output: GainNode | null = null;
  let score: Score | null = null;
  /** The person pressed pause: then nothing begins by itself any more. */
  let silenced = wish.silenced ?? false;
  let chosen = wish.track !== undefined;
  const listeners = new Set<() => void>();

  function set(change: Partial<MusicSnapshot>): void {
    snapshot = { ...snapshot, ...change };
    for (const listener of [...listeners]) listener();
  }
  function remember(): void {
    memory.remember({ silenced, volume: snapshot.volume, ...(chosen && { track: snapshot.track }) });
  }
  function sound(): AudioContext | null {
    try {
      context ??= openContext();
      return context;
    } catch {
      return null; // no sound on this device
    }
  }

  function start(): void {
    const audio = sound();
    if (!audio) return;
    void audio.resume();
    score?.stop();
    output = audio.createGain();
    output.gain.setValueAtTime(0, audio.currentTime);
    output.gain.linearRampToValueAtTime(snapshot.volume, audio.currentTime + FADE_SECONDS);
    output.connect(audio.destination);
    const { track, own } = snapshot;
    if (track !== "own") score = createScore(track, audio, output);
    else score = own ? recorded(own.address, audio, output) : createScore("morning", audio, output);
    set({ playing: true });
  }
  function stop(): void {
    if (context && output) output.gain.setTargetAtTime(0, context.currentTime, FADE_SECONDS / 3);
    const ending = score;
    score = null;
    setTimeout(() => ending?.stop(), FADE_SECONDS * 1_000);
    if (snapshot.playing) set({ playing: false });
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    suggest(track, own) {
      const next = chosen || snapshot.playing ? snapshot.track : track;
      // The clinic let go of its piece.
      const known = next === "own" && !own ? "morning" : next;
      if (known === snapshot.track && own?.address === snapshot.own?.address) return;
      const isGone = snapshot.playing && known !== snapshot.track;
      set({ track: known, own });
      if (isGone) start();
    },
    begin() {
      if (silenced || snapshot.playing) return;
      // Suspended means: not before a tap. Running, or just starting after one, means the browser allows it.
      if (sound()?.state === "running") start();
    },
    play(track = snapshot.track) {
      silenced = false;
      chosen ||= track !== snapshot.track;
      snapshot = { ...snapshot, track };
      remember();
      start();
    },
    pause() {
      silenced = true;
      remember();
      stop();
    },
    setVolume(volume) {
      if (context && output) output.gain.setTargetAtTime(volume, context.currentTime, 0.05);
      set({ volume });
      remember();
    },
    signal(kind) {
      const audio = sound();
      if (!audio) return;
      void audio.resume();
      chime(kind, audio);
    },
    fadeOut: stop,
  };
}
