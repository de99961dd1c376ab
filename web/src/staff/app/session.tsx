import type { PersonView } from "@anteroom/core/protocol";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import type { Answer, Failure, SendRequest, Stream } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { refusalText } from "../words/refusal.ts";
import { forgetKept, unpackKept, useKeptOverReload } from "./kept.ts";
import { LinkProvider, useConnection, useTopic } from "./link.tsx";

export type Session =
  | { state: "asking" }
  | { state: "out"; why: "never" | "left" | "ended" }
  /** Signed in, and their organisation asks for a second factor that they do not have. */
  | { state: "unprotected" }
  | { state: "unknown"; problem: Failure }
  | { state: "in"; person: PersonView; stream: Stream };

type SessionControl = {
  session: Session;
  /** After the password was accepted. */
  enter: () => Promise<void>;
  signOut: () => Promise<void>;
};

const SessionContext = createContext<SessionControl | null>(null);

export type SessionDependencies = {
  send: SendRequest;
  /** A stream belongs to the session whose cookie it was opened with: the next session opens its own. */
  openStream: () => Stream;
  /** Ends the session at the server. */
  endSession: () => Promise<void>;
};

export function SessionProvider({ send, openStream, endSession, children }: SessionDependencies & { children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: "asking" });

  const enter = useCallback(async () => {
    setSession(sessionFrom(await send("GET /api/me"), openStream));
  }, [send, openStream]);

  useEffect(() => {
    let late = false;
    void send("GET /api/me").then((answer) => {
      if (!late) setSession(sessionFrom(answer, openStream));
    });
    return () => {
      late = true;
    };
  }, [send, openStream]);

  /** The stream was cut off: signed out elsewhere, too late, or a rule of the organisation changed. */
  const cutOff = useCallback(async () => {
    if (session.state === "in") session.stream.close();
    // What the page shows is no longer for whoever sits there.
    setSession({ state: "asking" });
    const answer = await send("GET /api/me");
    setSession(!answer.ok && answer.problem.code === "notSignedIn" ? { state: "out", why: "ended" } : sessionFrom(answer, openStream));
  }, [session, send, openStream]);
  const signOut = useCallback(async () => {
    await endSession();
    if (session.state === "in") session.stream.close();
    setSession({ state: "out", why: "left" });
  }, [endSession, session]);

  const control = useMemo(() => ({ session, enter, signOut }), [session, enter, signOut]);
  if (session.state !== "in") return <SessionContext.Provider value={control}>{children}</SessionContext.Provider>;
  return (
    <SessionContext.Provider value={control}>
      <LinkProvider link={{ send, stream: session.stream }} key={session.person.id}>
        <KeepOverReload person={session.person} stream={session.stream} />
        <FollowPerson person={session.person} onChange={(person) => setSession({ ...session, person })} onEnded={() => void cutOff()} />
        {children}
      </LinkProvider>
    </SessionContext.Provider>
  );
}

function sessionFrom(answer: Answer<"GET /api/me">, openStream: () => Stream): Session {
  if (answer.ok) {
    const stream = openStream();
    unpackKept(stream, answer.reply.id);
    return { state: "in", person: answer.reply, stream };
  }
  if (answer.problem.code === "notSignedIn") forgetKept();
  if (answer.problem.code === "secondFactorNeeded") return { state: "unprotected" };
  return answer.problem.code === "notSignedIn" ? { state: "out", why: "never" } : { state: "unknown", problem: answer.problem };
}

function KeepOverReload({ person, stream }: { person: PersonView; stream: Stream }) {
  useKeptOverReload(stream, person.id);
  return null;
}

/** A change of role reaches the open page here, and so does the end of the session elsewhere. */
function FollowPerson({ person, onChange, onEnded }: { person: PersonView; onChange: (person: PersonView) => void; onEnded: () => void }) {
  const topic = useTopic<PersonView>(`person:${person.id}`);
  const { connection } = useConnection();
  const value = topic.state === "here" ? topic.value : null;
  useEffect(() => {
    if (value && value !== person) onChange(value);
    // Only a new value is news; the callback changes with each.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [value]);
  useEffect(() => {
    if (connection === "signedOut") onEnded();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [connection]);
  return null;
}

export function useSession(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error("useSession is used outside SessionProvider");
  return control;
}

/** The signed-in person; only under a page that needs one. */
export function usePerson(): PersonView {
  const { session } = useSession();
  if (session.state !== "in") throw new Error("usePerson is used without a session");
  return session.person;
}

/** While it is asked who this is, and when nobody answers. */
export function SessionUnknown({ session }: { session: Extract<Session, { state: "asking" | "unknown" }> }) {
  const t = useText();
  const { enter } = useSession();
  return (
    <div className="signin">
      <main>
        {session.state === "asking" ? (
          <Skeleton label={t("loading")} />
        ) : (
          <Banner tone="bad" role="alert">
            <h1>{t("session.unknown")}</h1>
            <p>{refusalText(t, session.problem)}</p>
            <Button onClick={() => void enter()}>{t("tryAgain")}</Button>
          </Banner>
        )}
      </main>
    </div>
  );
}
