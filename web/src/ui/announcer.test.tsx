import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAnnouncer, LiveRegions } from "./announcer.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("says the first thing at once, then gathers for ten seconds and keeps only the newest about each thing", () => {
  const announcer = createAnnouncer();
  render(<LiveRegions announcer={announcer} />);
  const status = screen.getByRole("status");
  const wait = (ms: number) =>
    act(() => {
      vi.advanceTimersByTime(ms);
    });

  announcer.announce("You are 3rd in line.", "place");
  wait(0);
  expect(status).toHaveTextContent("You are 3rd in line.");
  announcer.announce("You are 2nd in line.", "place");
  announcer.announce("You are next in line.", "place");
  announcer.announce("A message came.");
  wait(9_000);
  expect(status).toHaveTextContent("You are 3rd in line.");
  wait(1_000);
  expect(status).toHaveTextContent("You are next in line. A message came.");
});

it("is emptied: what stands there goes, and what waited is never said", () => {
  const announcer = createAnnouncer();
  render(<LiveRegions announcer={announcer} />);
  const wait = (ms: number) =>
    act(() => {
      vi.advanceTimersByTime(ms);
    });
  announcer.announce("You are next in line.", "place");
  wait(0);
  act(() => announcer.alert("The clinic is calling you"));
  announcer.announce("A message came.");
  act(() => announcer.clear());
  wait(20_000);
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  expect(screen.getByRole("alert")).toBeEmptyDOMElement();
  announcer.announce("You are next in line.", "place");
  wait(0);
  expect(screen.getByRole("status")).toHaveTextContent("You are next in line.");
});

it("does not make urgent words wait", () => {
  const announcer = createAnnouncer();
  render(<LiveRegions announcer={announcer} />);
  announcer.announce("First");
  act(() => {
    vi.advanceTimersByTime(0);
  });
  act(() => announcer.alert("The clinic is calling you"));
  expect(screen.getByRole("alert")).toHaveTextContent("The clinic is calling you");
});
