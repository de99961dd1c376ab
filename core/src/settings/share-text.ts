/** Stands for the clinic's link while a text with `{link}` is looked through. */
const STAND_IN = "https://link.invalid/c";

const WITH_SCHEME = /[a-z][a-z\d+.-]*:\/\/\S+/iu;
/**
 * As `www.…`, as a number of a computer, or as a name of which programs for texts make a link: its end in small letters or in capitals, which
 * begins no sentence, or however it is written where a path follows or everybody knows it.
 */
const WITHOUT =
  /(?:[wW]{3}\.\S+|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])\S*|(?:[\p{L}\p{N}-]+\.)+(?:xn--[a-z\d-]+|[a-z]{2,}|[A-Z]{2,}|[a-zA-Z]{2,}(?=\/)|[cC][oO][mM]|[nN][eE][tT]|[oO][rR][gG])(?![\p{L}\p{N}-])(?:[/:?#]\S*)?)/u;
const EMAIL = /^[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+$/u;
const AFTER_IT = /[.,;:!?)\]}>"'»”’…،؛؟]+$/u;

/** Every link in a text, as it stands there. Somebody's e-mail address is none. */
function linksIn(text: string): string[] {
  return text.split(/\s+/u).flatMap((word) => {
    const bare = word.replace(AFTER_IT, "");
    const whole = WITH_SCHEME.exec(bare);
    // What stands right before it is a link of its own: evil.example,https://…
    const rest = whole ? bare.slice(0, whole.index) : bare;
    const short = EMAIL.test(rest.replace(AFTER_IT, "")) ? null : WITHOUT.exec(rest);
    return [whole, short].flatMap((found) => (found ? [found[0]] : []));
  });
}

/** The first link in a text that is not the clinic's own: the product is no way to send anybody anywhere else. */
export function otherLink(text: string, link: string): string | null {
  return linksIn(text).find((found) => found !== link) ?? null;
}

export function hasLink(text: string, link: string): boolean {
  return linksIn(text).includes(link);
}

/** The same of the clinic's words, in which `{link}` stands for it. */
export function otherLinkInWords(words: string): string | null {
  return otherLink(words.replaceAll("{link}", STAND_IN), STAND_IN)?.replaceAll(STAND_IN, "{link}") ?? null;
}
