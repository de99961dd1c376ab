import type { CallerView, PublicClinic } from "@anteroom/core/protocol";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { vi } from "vitest";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import { loadPatientMessages } from "../../src/i18n/patient-messages.ts";
import { createFakeStream, type FakeStream } from "../../src/link/fake/fake-stream.ts";
import type { Answer, Failure } from "../../src/link/index.ts";
import { createFakeLocalMedia, type FakeLocalMedia } from "../../src/media/fake/fake-local-media.ts";
import { createFakeSession, type FakeSession } from "../../src/media/fake/fake-session.ts";
import type { MusicPlayer } from "../../src/music/player.ts";
import { type Surroundings, SurroundingsProvider } from "../../src/patient/surroundings.ts";

export const VISIT = "01890000-0000-7000-8000-000000000001";
export const SEAT = "01890000-0000-7000-8000-000000000002";
export const CLINIC = "01890000-0000-7000-8000-000000000004";
export const CALL = "01890000-0000-7000-8000-000000000003";

export function clinicOf(change: Partial<PublicClinic> = {}): PublicClinic {
  return {
    id: CLINIC,
    slug: "cardiology",
    name: "Cardiology Outpatients",
    organisationName: "Marlow Valley Health",
    logoIcon: "heart",
    look: null,
    state: "open",
    openUntil: null,
    nextOpening: null,
    timeZone: "Australia/Melbourne",
    mainLanguage: "en",
    languages: ["en"],
    texts: { closed: {}, switchedOff: {}, importantInformation: {}, waiting: {}, consent: {} },
    supportPhone: "03 5550 1420",
    supportEmail: "",
    supportMessage: "",
    privacyUrl: "https://clinic.example/privacy",
    termsUrl: "https://clinic.example/terms",
    surveyUrl: "",
    onwardUrl: "",
    troubleshootingUrl: "",
    lastNameRequired: true,
    previewWhileTyping: true,
    checkPolicy: "warn",
    music: "morning",
    ownMusic: null,
    muteWhileWaiting: true,
    waitingMessages: [],
    entryFields: [],
    openVisit: null,
    ...change,
  };
}

export function visitOf(change: Partial<CallerView> = {}): CallerView {
  return {
    id: VISIT,
    clinic: clinicOf(),
    state: "waiting",
    since: Date.now(),
    enteredAt: Date.now(),
    language: "en",
    seat: { id: SEAT, callId: CALL, state: "held" },
    peopleAhead: 1,
    estimateMinutes: 10,
    waitingContent: null,
    messages: [],
    mayWrite: true,
    heldBy: null,
    transferred: false,
    asksConsent: false,
    endReason: null,
    textMe: null,
    phoneEnding: "482",
    phoneMe: false,
    ...change,
  };
}

type Sent = { key: string; options: { params?: Record<string, string>; body?: unknown; idempotencyKey?: string } };

export const refused = (code: Failure["code"], more: Partial<Failure> = {}): Answer<never> => ({
  ok: false,
  problem: { type: "about:blank", status: 409, code, title: code, ...more },
});

/** The world around the patient's pages without server, camera or sound; the test says what it answers. */
export function surroundingsOf(local: FakeLocalMedia = createFakeLocalMedia()) {
  const sent: Sent[] = [];
  const answers = new Map<string, (options: Sent["options"]) => unknown>();
  const streams: FakeStream[] = [];
  const sessions: FakeSession[] = [];
  const music = fakeMusic();
  const surroundings: Surroundings = {
    send: (async (key: string, options: Sent["options"] = {}) => {
      sent.push({ key, options });
      return answers.get(key)?.(options) ?? { ok: true, reply: { ok: true } };
    }) as Surroundings["send"],
    streamOpener: async () => () => {
      const stream = createFakeStream();
      streams.push(stream);
      return stream;
    },
    pageId: async () => "page-number-one",
    localMedia: async () => local,
    createSession: async () => (dependencies) => {
      const session = createFakeSession({ ownSeatId: dependencies.ownSeatId, local });
      sessions.push(session);
      return session;
    },
    patientCall: async () => (props) => (
      <main>
        <h1>Call</h1>
        <p>{props.session.getSnapshot().connection}</p>
        <button type="button" onClick={() => void props.onLeave()}>
          Leave call
        </button>
      </main>
    ),
    music: async () => music,
    browser: {
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      maxTouchPoints: 0,
      hasCamera: true,
      canCall: true,
    },
  };
  return { surroundings, sent, answers, streams, sessions, music, local };
}

function fakeMusic(): MusicPlayer & { heard: string[] } {
  const heard: string[] = [];
  const snapshot = { playing: false, track: "morning", volume: 0.5, own: null } as const;
  return {
    heard,
    getSnapshot: () => snapshot,
    subscribe: () => () => {},
    suggest: (track, own) => void heard.push(`suggest ${track === "own" ? own?.title : track}`),
    begin: () => void heard.push("begin"),
    play: () => void heard.push("play"),
    pause: () => void heard.push("pause"),
    setVolume: () => {},
    signal: (kind) => void heard.push(kind),
    fadeOut: () => void heard.push("fadeOut"),
  };
}

/** `offered`: the languages of the picker; all, where they are left out. */
export async function show(page: ReactElement, surroundings: Surroundings, tag = "en", offered?: readonly string[]) {
  window.scrollTo = vi.fn() as unknown as typeof window.scrollTo;
  const messages = await loadPatientMessages(tag);
  const user = userEvent.setup();
  const view = render(
    <SurroundingsProvider value={surroundings}>
      <LanguageProvider tag={tag} messages={messages} load={loadPatientMessages} offered={offered}>
        {page}
      </LanguageProvider>
    </SurroundingsProvider>,
  );
  return { user, ...view };
}
