import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type MailServerForTests = {
  url: string;
  mails: ParsedMail[];
  /** The next so many messages are refused with this code. */
  refuseNext(code: number, times: number): void;
  mail(like: (mail: ParsedMail) => boolean, withinMs?: number): Promise<ParsedMail>;
  stop(): Promise<void>;
};

/** A real mail server that keeps what it takes. */
export async function startMailServer(): Promise<MailServerForTests> {
  const mails: ParsedMail[] = [];
  let refusal = { code: 0, times: 0 };
  async function take(stream: Parameters<typeof simpleParser>[0], done: (error?: Error | null) => void): Promise<void> {
    try {
      mails.push(await simpleParser(stream));
      done();
    } catch (error) {
      done(error as Error);
    }
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      if (refusal.times > 0) {
        refusal.times -= 1;
        return done(Object.assign(new Error("refused by the test"), { responseCode: refusal.code }));
      }
      return done();
    },
    onData(stream, _session, done) {
      void take(stream, done);
    },
  });
  server.on("error", () => {});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  const address = server.server.address();
  return {
    url: `smtp://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`,
    mails,
    refuseNext: (code, times) => void (refusal = { code, times }),
    async mail(like, withinMs = 8_000) {
      const until = Date.now() + withinMs;
      for (;;) {
        const found = mails.find(like);
        if (found) return found;
        if (Date.now() > until) throw new Error(`no such mail; there are: ${mails.map(({ subject }) => subject).join(" | ")}`);
        await new Promise((later) => setTimeout(later, 50));
      }
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}
