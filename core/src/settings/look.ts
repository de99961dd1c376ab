import { contrastOf, LEAST_CONTRAST, mixed, nearestReadable, readableOn, withLightness } from "./contrast.ts";
import type { ClinicSettings } from "./clinic-settings.ts";
import { faultAt, type Fault } from "../faults/index.ts";

/** Custom properties of the pages' style sheets, with their colours. */
export type Colours = Readonly<Record<`--${string}`, string>>;
/** What a clinic's colours make of its callers' pages by day and by night. */
export type Look = { light: Colours; dark: Colours };
export type LookColours = Pick<ClinicSettings, "primaryColour" | "secondaryColour" | "background">;
export type LookFault = Fault & { path: keyof LookColours };

/** The pages' own; see tokens.css of the web. */
const PAGE = { ground: "#f6f4f0", muted: "#566066", darkGround: "#0f1619", darkSurface: "#172025", darkText: "#06222d" };
const HEX = /^#[0-9a-f]{6}$/;

/** White stands on the colours, and they stand on white; the pages' words stand on the background. */
export function lookFaults(colours: LookColours): LookFault[] {
  return (["primaryColour", "secondaryColour", "background"] as const).flatMap((path) => {
    const hex = colours[path];
    if (hex === "") return [];
    if (!HEX.test(hex)) return [{ ...faultAt(path, "noColour"), path }];
    const nearest = nearestLook(path, hex);
    if (nearest === hex) return [];
    return [{ ...faultAt(path, path === "background" ? "unreadableBackground" : "unreadableColour", { nearest }), path }];
  });
}

/** The same colour where it can be read, else the nearest of its hue. */
export function nearestLook(name: keyof LookColours, hex: string): string {
  return name === "background" ? readableOn(hex, PAGE.muted) : nearestReadable(hex);
}

/** How much can be read of a colour in its place. 1 to 21. */
export function contrastOfLook(name: keyof LookColours, hex: string): number {
  return contrastOf(hex, name === "background" ? PAGE.muted : "#ffffff");
}

/** Null where a clinic has chosen nothing. Every pair of it reaches the contrast of the pages' own, by day and by night. */
export function lookOf({ primaryColour, secondaryColour, background }: LookColours): Look | null {
  if (!primaryColour && !secondaryColour && !background) return null;
  const ground = background || PAGE.ground;
  return {
    light: {
      ...(primaryColour && lightPrimary(primaryColour, ground)),
      ...(secondaryColour && lightSecondary(secondaryColour)),
      ...(background && { "--bg": background, "--sunken": mixed(background, "#000000", 0.04) }),
    },
    dark: { ...(primaryColour && darkPrimary(primaryColour)), ...(secondaryColour && darkSecondary(secondaryColour)) },
  };
}

function lightPrimary(hex: string, ground: string): Colours {
  const soft = mixed(hex, "#ffffff", 0.88);
  return {
    "--primary": hex,
    "--primary-hover": mixed(hex, "#000000", 0.2),
    "--primary-text": "#ffffff",
    "--primary-soft": soft,
    "--primary-soft-hover": mixed(hex, "#ffffff", 0.8),
    "--primary-soft-text": readableOn(hex, mixed(hex, "#ffffff", 0.8)),
    "--link": readableOn(hex, ground),
  };
}
function lightSecondary(hex: string): Colours {
  return { "--secondary": hex };
}

/** A dark page is not made light by a clinic's background, and a dark colour is not seen on it: the hue stays, the lightness turns. */
function darkPrimary(hex: string): Colours {
  const light = readableOn(withLightness(hex, 0.79), PAGE.darkSurface);
  const soft = mixed(light, PAGE.darkGround, 0.78);
  const softHover = mixed(light, PAGE.darkGround, 0.7);
  return {
    "--primary": light,
    "--primary-hover": mixed(light, "#ffffff", 0.25),
    "--primary-text": readableOn(PAGE.darkText, light),
    "--primary-soft": soft,
    "--primary-soft-hover": softHover,
    "--primary-soft-text": readableOn(mixed(light, "#ffffff", 0.4), softHover),
    "--link": readableOn(light, PAGE.darkSurface),
  };
}
function darkSecondary(hex: string): Colours {
  return { "--secondary": readableOn(withLightness(hex, 0.79), PAGE.darkSurface) };
}

/** For the form: whether a colour is one, and can be read. */
export function isReadableLook(name: keyof LookColours, hex: string): boolean {
  return HEX.test(hex) && contrastOfLook(name, hex) >= LEAST_CONTRAST;
}

/** The clinic's own picture, else that of its organisation, else the name of a drawing. */
export function logoOf({ logo, logoIcon }: Pick<ClinicSettings, "logo" | "logoIcon">): string {
  return logo ? `/images/${logo}/96.webp` : logoIcon;
}
