import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { show, surroundingsOf } from "../../../test/patient/stage.tsx";
import type { MusicPlayer, MusicSnapshot } from "../../music/player.ts";
import { WaitingContent } from "./waiting-content.tsx";

const video = { kind: "video", file: "b".repeat(64), format: "webm", poster: "c".repeat(64), width: 640, height: 360, alt: "Dr Marsh says hello." } as const;
const picture = { kind: "picture", file: "a".repeat(64), width: 1280, height: 640, alt: "The way in" } as const;

function musicThatPlays(playing: boolean) {
  let snapshot: MusicSnapshot = { playing, track: "morning", volume: 1, own: null };
  const listeners = new Set<() => void>();
  const become = (next: boolean) => {
    snapshot = { ...snapshot, playing: next };
    for (const listener of listeners) listener();
  };
  const pause = vi.fn(() => become(false));
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { music: { getSnapshot: () => snapshot, subscribe, pause } as unknown as MusicPlayer, pause, plays: () => act(() => become(true)) };
}

describe("what the clinic shows those who wait", () => {
  it("says in words what is seen, in the language of the words, and fetches nothing before it is in sight", async () => {
    await show(<WaitingContent content={{ language: "ar", items: [picture, video] }} music={null} />, surroundingsOf().surroundings);
    const seen = screen.getByRole("img", { name: "The way in" });
    expect(seen).toHaveAttribute("loading", "lazy");
    expect(seen).toHaveAttribute("srcset", `/images/${picture.file}/640.webp 640w, /images/${picture.file}/1280.webp 1280w`);
    expect(seen.closest("li")).toHaveAttribute("lang", "ar");
    const film = screen.getByLabelText<HTMLVideoElement>(video.alt);
    expect([film.autoplay, film.controls, film.getAttribute("preload"), film.getAttribute("src")]).toEqual([false, true, "none", `/videos/${video.file}.webm`]);
    expect(screen.getByText(video.alt)).toBeVisible();
  });

  it("lets music and video never sound together", async () => {
    const { music, pause, plays } = musicThatPlays(true);
    await show(<WaitingContent content={{ language: "en", items: [video] }} music={music} />, surroundingsOf().surroundings);
    const film = screen.getByLabelText<HTMLVideoElement>(video.alt);
    const paused = vi.spyOn(film, "pause").mockImplementation(() => {});
    fireEvent.play(film);
    expect(pause).toHaveBeenCalledOnce();
    expect(paused).not.toHaveBeenCalled();
    plays();
    expect(paused).toHaveBeenCalledOnce();
  });
});
