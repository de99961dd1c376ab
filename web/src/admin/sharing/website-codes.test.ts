import { expect, it } from "vitest";
import { buttonCode, embedCode } from "./website-codes.ts";

it("keeps a clinic's name from ending the markup it stands in", () => {
  const host = document.createElement("div");
  host.innerHTML = buttonCode("https://video.example.org/c/ent?a=1&b=2", 'Ear, "Nose" & <Throat>') + embedCode("https://video.example.org/c/ent", '"><script>alert(1)</script>');
  expect(host.querySelector("a")).toMatchObject({ href: "https://video.example.org/c/ent?a=1&b=2", textContent: 'Ear, "Nose" & <Throat>' });
  expect(host.querySelector("iframe")?.title).toBe('"><script>alert(1)</script>');
  expect(host.querySelector("script")).toBeNull();
});
