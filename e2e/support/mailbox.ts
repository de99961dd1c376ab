import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

type Received = { to: string; text: string };

/** A mail server that keeps what the product sends. */
export async function startMailbox(): Promise<{ url: string; linkTo: (address: string) => Promise<string>; stop: () => Promise<void> }> {
  const received: Received[] = [];
  async function keep(stream: Parameters<typeof simpleParser>[0], to: readonly { address: string }[], done: (error?: Error | null) => void): Promise<void> {
    try {
      const { text } = await simpleParser(stream);
      for (const { address } of to) received.push({ to: address, text: text ?? "" });
      done();
    } catch (error) {
      done(error as Error);
    }
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      void keep(stream, session.envelope.rcptTo, done);
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** The newest link that was mailed to somebody; waits until it comes. */
    async linkTo(person) {
      const until = Date.now() + 15_000;
      for (;;) {
        const link = /https?:\/\/\S+/.exec(received.findLast(({ to }) => to === person)?.text ?? "")?.[0];
        if (link) return link;
        if (Date.now() > until) throw new Error(`no mail came to ${person}`);
        await new Promise((later) => setTimeout(later, 100));
      }
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}
