import { beforeEach, expect, it, vi } from "vitest";
import { startFreshWhenOutdated } from "./fresh-start.ts";

const reload = vi.fn();
startFreshWhenOutdated(reload);
const partIsGone = async () => {
  dispatchEvent(new Event("vite:preloadError"));
  await new Promise((resolve) => setTimeout(resolve, 0));
};

beforeEach(() => {
  sessionStorage.clear();
  reload.mockClear();
});

it("reloads once when a part is gone and the server answers", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 200 }));
  await partIsGone();
  await partIsGone();
  expect(reload).toHaveBeenCalledTimes(1);
});

it.each([
  ["there is no line", async () => Promise.reject(new TypeError("offline"))],
  ["the server is not well", async () => new Response(null, { status: 503 })],
])("stays as it is when %s", async (_story, fetch) => {
  vi.stubGlobal("fetch", fetch);
  await partIsGone();
  expect(reload).not.toHaveBeenCalled();
});

it("takes nothing from somebody who fills a form in", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 200 }));
  document.body.innerHTML = '<form><input value="Leila"></form>';
  await partIsGone();
  document.body.innerHTML = "";
  expect(reload).not.toHaveBeenCalled();
});
