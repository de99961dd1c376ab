export { compose } from "./compose.ts";
export { deliverDue, tidyOutbox } from "./deliver.ts";
export type { Template } from "./mail-texts.ts";
export { createMailer, type Mailer } from "./mailer.ts";
export { type Mail, queueMail } from "./queue-mail.ts";
