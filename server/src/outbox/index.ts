export { compose } from "./compose.ts";
export { type Carriers, deliverDue, tidyOutbox } from "./deliver.ts";
export { gather } from "./gather.ts";
export type { Template } from "./mail-texts.ts";
export { createMailer, type Mailer } from "./mailer.ts";
export { endOfNumber, hasLostItsSecret, queueText, wordsOfText } from "./queue-text.ts";
export { createTextSender, type TextProvider } from "./text-sender.ts";
export { type Mail, queueMail, queueMails } from "./queue-mail.ts";
