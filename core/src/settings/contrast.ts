/** WCAG 2.2, 1.4.3: text of normal size. */
export const LEAST_CONTRAST = 4.5;

type Triple = readonly [number, number, number];
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** Of white text on this colour, or of this colour as text on white. 1 to 21. */
export function contrastWithWhite(hex: string): number {
  const [r, g, b] = linearOf(hex);
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** The same colour if it can be read, else the lightest of its hue that can. */
export function nearestReadable(hex: string): string {
  if (contrastWithWhite(hex) >= LEAST_CONTRAST) return hex;
  const [lightness, a, b] = toOklab(linearOf(hex));
  let [dark, light] = [0, lightness];
  for (let step = 0; step < 24; step++) {
    const middle = (dark + light) / 2;
    if (contrastWithWhite(hexOf([middle, a, b])) >= LEAST_CONTRAST) dark = middle;
    else light = middle;
  }
  return hexOf([dark, a, b]);
}

/** Of two colours, whichever is the lighter. 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** The same colour if it can be read on (or under) the other, else the nearest of its hue that can: darker over light ones, lighter over dark ones. */
export function readableOn(hex: string, other: string): string {
  if (contrastOf(hex, other) >= LEAST_CONTRAST) return hex;
  const [lightness, a, b] = toOklab(linearOf(hex));
  let [fails, works] = [lightness, luminance(other) > 0.18 ? 0 : 1];
  for (let step = 0; step < 24; step++) {
    const middle = (fails + works) / 2;
    // Towards white and black a hue has less room.
    if (contrastOf(shade(middle, a, b), other) >= LEAST_CONTRAST) works = middle;
    else fails = middle;
  }
  return shade(works, a, b);
}

/** The same hue at another lightness of OKLab, 0 to 1. */
export function withLightness(hex: string, lightness: number): string {
  const [, a, b] = toOklab(linearOf(hex));
  return shade(lightness, a, b);
}

/** `share` of the second in the first, as light mixes. */
export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [toOklab(linearOf(one)), toOklab(linearOf(other))];
  return hexOf([0, 1, 2].map((at) => (a[at] ?? 0) * (1 - share) + (b[at] ?? 0) * share) as unknown as Triple);
}

function luminance(hex: string): number {
  const [r, g, b] = linearOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** At the ends there is white and black alone. */
function shade(lightness: number, a: number, b: number): string {
  const room = Math.min(1, 4 * lightness * (1 - lightness) + 0.15 * (lightness > 0 && lightness < 1 ? 1 : 0));
  return lightness >= 1 ? "#ffffff" : hexOf([lightness, a * room, b * room]);
}

function linearOf(hex: string): Triple {
  const value = Number.parseInt(hex.slice(1), 16);
  return [linear((value >> 16) / 255), linear(((value >> 8) & 255) / 255), linear((value & 255) / 255)];
}

/** Björn Ottosson's OKLab: steps of lightness look even, and the hue stays. */
function toOklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

function hexOf([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const parts = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${parts
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, gamma(Math.max(0, part)))) * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
