import { mailTexts, RIGHT_TO_LEFT, type Template } from "./mail-texts.ts";

export type Composed = { subject: string; text: string; html: string };

/** The words of a mail from its template. A value that a text names and nobody gave is a fault of the sender, not a gap for the reader. */
export function compose(template: Template, language: string, given: Readonly<Record<string, string>>): Composed {
  const { tag, texts } = mailTexts(language);
  const { subject, paragraphs, button } = texts.mails[template];
  const values: Record<string, string> = { ...given };
  if (given.organisationName) values.place = given.clinicName ? fill(texts.place, given) : given.organisationName;
  if (given.role) values.role = texts.roles[given.role] ?? given.role;
  if (given.expiresAt) values.expiresAt = dayIn(tag).format(new Date(given.expiresAt));
  const said = paragraphs.map((each) => fill(each, values));
  const label = button && fill(button, values);
  const link = (label && given.link) || null;
  const way = link ? [`${label}:\n${link}`] : label ? [texts.linkTakenOut] : [];
  return {
    subject: oneLine(fill(subject, values)),
    text: `${[...said, ...way, "-- ", texts.automatic].join("\n\n")}\n`,
    html: page({ tag, subject: fill(subject, values), said, label, link, orOpen: texts.orOpen, automatic: texts.automatic }),
  };
}

/** As the pages write it. Kept, because making one costs more than the rest of a mail. */
const days = new Map<string, Intl.DateTimeFormat>();
function dayIn(tag: string): Intl.DateTimeFormat {
  const kept = days.get(tag) ?? new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" });
  days.set(tag, kept);
  return kept;
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the mail's text names "${name}", which was not given`);
    return value;
  });
}

/** A line break in a name would begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

type Page = { tag: string; subject: string; said: readonly string[]; label: string | null; link: string | null; orOpen: string; automatic: string };

/** Tables and inline styles, because programs for mail know little else. */
function page({ tag, subject, said, label, link, orOpen, automatic }: Page): string {
  const direction = RIGHT_TO_LEFT.has(tag) ? "rtl" : "ltr";
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escape(text)}</p>`;
  const button = link
    ? `<p style="margin:24px 0"><a href="${escape(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0b5c6b;color:#ffffff;text-decoration:none;font-weight:600">${escape(label ?? "")}</a></p>
<p style="margin:0 0 4px;font-size:14px;color:#51606b">${escape(orOpen)}</p><p style="margin:0 0 16px;font-size:14px;word-break:break-all" dir="ltr"><a href="${escape(link)}" style="color:#0b5c6b">${escape(link)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="${tag}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f3f5f6;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;color:#17232b">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center"><table role="presentation" width="100%" style="max-width:560px;background:#ffffff;border-radius:12px" cellpadding="0" cellspacing="0"><tr><td style="padding:28px;text-align:start">
${said.map(paragraph).join("\n")}
${button}
<p style="margin:24px 0 0;font-size:13px;color:#51606b">${escape(automatic)}</p>
</td></tr></table></td></tr></table>
</body></html>
`;
}
