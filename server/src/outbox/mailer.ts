import { createTransport } from "nodemailer";
import type { Composed } from "./compose.ts";

export type MailServer = { url: string; from: string };
export type Outgoing = Composed & { id: string; to: string };

/** Sending mail, as far as the outbox knows it. */
export type Mailer = {
  /** Rejects with `Unsendable` when trying again is of no use, and with anything else when it may be. */
  send(message: Outgoing): Promise<void>;
  close(): void;
};

/** The mail server refuses this message for good. */
export class Unsendable extends Error {}

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

export function createMailer({ url, from }: MailServer): Mailer {
  const host = from.replace(/^.*@/, "").replace(/>$/, "");
  const transport = createTransport(
    { url, pool: true, maxConnections: 2, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  return {
    async send({ id, to, subject, text, html }) {
      try {
        await transport.sendMail({
          // As an address and not as a header's text: a comma in it makes no second one.
          to: { name: "", address: to },
          subject,
          text,
          html,
          // The same at every try, so that a mail which was taken although we did not hear so is known as the same.
          messageId: `<${id}@${host}>`,
          headers: { "auto-submitted": "auto-generated" },
        });
      } catch (error) {
        const { code, responseCode = 0, message } = error as { code?: string; responseCode?: number; message: string };
        // Refused sign-ins are the operator's to mend, and then the mail goes out; a refused address stays refused.
        if (code === "EENVELOPE" && (responseCode === 0 || responseCode >= 500)) throw new Unsendable(message, { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
