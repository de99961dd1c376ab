import { useState } from "react";

/** Stand before a name and are none of it. With or without a full stop, in the languages of the product. */
const TITLES = new Set([
  "dr",
  "med",
  "prof",
  "mr",
  "mrs",
  "ms",
  "miss",
  "mx",
  "sir",
  "dame",
  "sr",
  "nurse",
  "dra",
  "dott",
  "hr",
  "fr",
  "frau",
  "herr",
  "mme",
  "mlle",
  "د",
  "أ",
  "دكتور",
  "دكتورة",
  "الدكتور",
  "الدكتورة",
]);

/** At most two letters, those of the name and not of a title; whole characters, so that scripts with combining marks are not cut. */
export function initialsOf(name: string): string {
  const spoken = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  const first = spoken.findIndex((word) => !TITLES.has(word.replace(/\.$/, "").toLowerCase()));
  // Somebody who is called nothing but a title keeps it.
  const words = first > 0 ? spoken.slice(first) : spoken;
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => firstCharacter(word ?? "").toLocaleUpperCase()).join("");
}

function firstCharacter(word: string): string {
  const [first] = typeof Intl.Segmenter === "function" ? [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment) : Array.from(word);
  return first ?? "";
}

/** What there is to see of somebody: their picture, or the letters of their name, also where the picture cannot be had any more. */
export function Face({ name, picture, size }: { name: string; picture: string | null /** Of the square, in pixels. */; size: 96 | 384 }) {
  const [missing, setMissing] = useState<string | null>(null);
  if (!picture || picture === missing) return initialsOf(name);
  return <img className="face" src={`/faces/${picture}/${size}.webp`} alt="" onError={() => setMissing(picture)} />;
}

/** The name stands beside it, so nothing is read aloud. `present` adds the green dot. */
export function Avatar({ name, picture, small, present }: { name: string; picture: string | null; small?: boolean; present?: boolean }) {
  return (
    <span className={small ? "avatar avatar-s" : "avatar"} aria-hidden="true">
      <Face name={name} picture={picture} size={96} />
      {present && <i className="dot" />}
    </span>
  );
}
