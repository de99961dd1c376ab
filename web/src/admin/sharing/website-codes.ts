/** What a page in the frame may use; a browser gives it nothing else. */
const ALLOWED = "camera; microphone; display-capture; fullscreen; autoplay; picture-in-picture; screen-wake-lock; speaker-selection";

/** A link that looks like a button, for a web site of the clinic: no script, nothing is loaded from here. */
export function buttonCode(link: string, text: string): string {
  return `<a href="${escape(link)}" style="display:inline-block;padding:14px 22px;border-radius:10px;background:#0a5c75;color:#fff;font:600 17px/1.2 sans-serif;text-decoration:none">${escape(text)}</a>`;
}

/** The clinic's page inside a page of another site. */
export function embedCode(link: string, title: string): string {
  return `<iframe src="${escape(link)}" title="${escape(title)}" allow="${ALLOWED}" style="width:100%;height:760px;border:0"></iframe>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
