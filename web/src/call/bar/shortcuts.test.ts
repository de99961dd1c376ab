import { afterEach, describe, expect, it } from "vitest";
import { shortcutFor } from "./shortcuts.ts";

afterEach(() => {
  document.body.innerHTML = "";
});

function press(key: string, on: string, options: KeyboardEventInit = {}) {
  document.body.innerHTML = on;
  let act: ReturnType<typeof shortcutFor> = null;
  const listen = (event: KeyboardEvent) => {
    act = shortcutFor(event);
  };
  document.addEventListener("keydown", listen);
  document.body.querySelector("[id=here]")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }));
  document.removeEventListener("keydown", listen);
  return act;
}

describe("a key of the call", () => {
  it.each([
    ["m mutes", "m", '<p id="here"></p>', {}, "microphone"],
    ["a capital is the same key", "V", '<p id="here"></p>', {}, "camera"],
    ["on a button it still is a shortcut", "c", '<button id="here"></button>', {}, "chat"],
    ["in a field it is a letter", "m", '<input id="here">', {}, null],
    ["in an open dialog it is nothing", "m", '<dialog><button id="here"></button></dialog>', {}, null],
    ["with Ctrl it belongs to the browser", "p", '<p id="here"></p>', { ctrlKey: true }, null],
    ["held down it counts once", "m", '<p id="here"></p>', { repeat: true }, null],
    ["another letter does nothing", "z", '<p id="here"></p>', {}, null],
  ] as const)("%s", (_story, key, on, options, act) => {
    expect(press(key, on, options)).toBe(act);
  });
});
