/** At most two letters; whole characters, so that scripts with combining marks are not cut. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => firstCharacter(word ?? "").toLocaleUpperCase()).join("");
}

function firstCharacter(word: string): string {
  const [first] = typeof Intl.Segmenter === "function" ? [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment) : Array.from(word);
  return first ?? "";
}

/** The name stands beside it, so the letters are not read aloud. `present` adds the green dot. */
export function Avatar({ name, small, present }: { name: string; small?: boolean; present?: boolean }) {
  return (
    <span className={small ? "avatar avatar-s" : "avatar"} aria-hidden="true">
      {initialsOf(name)}
      {present && <i className="dot" />}
    </span>
  );
}
