import { screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { givePageASize, show } from "../../../test/staff/show.tsx";

beforeAll(() => givePageASize());
afterEach(() => vi.restoreAllMocks());

it("a mistake of ours is said, with a way back", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  show("/clinics/cardiology", { answers: { "GET /api/clinics/{slug}": () => ({ slug: "cardiology", id: "nonsense" }) } });
  expect(await screen.findByRole("heading", { name: "This page made a mistake" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Load again" })).toBeTruthy();
});
