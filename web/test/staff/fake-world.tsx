import { act } from "@testing-library/react";
import type { ClinicThings, EndpointKey, PersonView, RequestBody, RowView } from "@anteroom/core/protocol";
import type { StaffCallProps } from "../../src/call/index.ts";
import type { Answer, Failure, SendRequest } from "../../src/link/index.ts";
import { createFakeStream } from "../../src/link/fake/fake-stream.ts";
import { createFakeLocalMedia } from "../../src/media/fake/fake-local-media.ts";
import { createFakeSession } from "../../src/media/fake/fake-session.ts";
import type { Alarm } from "../../src/staff/alerts/alarm.ts";
import type { StaffWorld } from "../../src/staff/app/world.tsx";
import type { CodeOutcome, PasskeyOutcome, SignInOutcome, WayElsewhere } from "../../src/staff/sign-in/auth.ts";
import { CARDIOLOGY, CARDIOLOGY_PAGE, MARSH, NAIR, NOW, RENAL } from "./fake-people.ts";

export type Sent = { key: EndpointKey; params: Record<string, string>; body: unknown /** Where the page gave one itself. */; idempotencyKey?: string };
/** How a file goes: told of its progress, and called off, by the page. */
type Way = { onProgress?: (share: number) => void; signal?: AbortSignal };
/** Also a promise: an answer that takes its time. */
type AnswerFor = (sent: Sent, way: Way) => unknown;

export const refusal = (code: Failure["code"], more: Partial<Failure> = {}) => ({ refused: { type: "about:blank", status: 409, title: code, ...more, code } });

/** A server of which a test says what it answers, and which remembers what it was asked. */
export function createFakeWorld({
  signedIn = true,
  platformAdministrator = false,
  person = {},
  answers = {},
}: {
  signedIn?: boolean;
  platformAdministrator?: boolean;
  /** In what they are another than Dr Nair. */
  person?: Partial<PersonView>;
  answers?: Partial<Record<EndpointKey, AnswerFor>>;
} = {}) {
  const stream = createFakeStream(() => NOW);
  const sent: Sent[] = [];
  const chimes: string[] = [];
  const ways: WayElsewhere[] = [];
  const state = {
    signedIn,
    signInOutcome: "in" as SignInOutcome,
    codeOutcome: "in" as CodeOutcome,
    passkeyOutcome: "in" as PasskeyOutcome,
    fillsPasskeys: false,
    person: { ...NAIR, platformAdministrator, ...person } as PersonView,
  };
  const counts = { waiting: 0, held: 0, seen: 0, longestWaitSince: null };
  const usual: Partial<Record<EndpointKey, AnswerFor>> = {
    "GET /api/me": () => (state.signedIn ? state.person : refusal("notSignedIn")),
    "POST /api/sign-in/offer": () => ({ organisation: null }),
    "GET /api/clinics": () => ({ clinics: state.person.clinics.map((clinic) => ({ ...clinic, counts })) }),
    "GET /api/clinics/{slug}": ({ params }) =>
      params.slug === CARDIOLOGY.slug
        ? CARDIOLOGY_PAGE
        : params.slug === RENAL.slug
          ? { ...CARDIOLOGY_PAGE, id: RENAL.id, slug: RENAL.slug, name: RENAL.name }
          : refusal("notFound"),
    "GET /api/visits/{visitId}/messages": () => ({ messages: [] }),
    "GET /api/visits/{visitId}/activity": () => ({ lines: [] }),
    ...answers,
  };

  const send: SendRequest = async <K extends EndpointKey>(key: K, options: { params?: Record<string, string>; body?: RequestBody<K>; idempotencyKey?: string } & Way = {}) => {
    const { params = {}, body, idempotencyKey } = options;
    const request: Sent = { key, params, body, ...(idempotencyKey && { idempotencyKey }) };
    sent.push(request);
    const reply = (await usual[key]?.(request, options)) ?? { ok: true };
    const refused = typeof reply === "object" && reply !== null && "refused" in reply ? (reply.refused as Failure) : null;
    return (refused ? { ok: false, problem: refused } : { ok: true, reply }) as Answer<K>;
  };

  const alarm: Alarm = {
    chime: () => chimes.push("chime"),
    canSound: () => true,
    notify: (title, body) => chimes.push(`${title}: ${body}`),
    noticeState: () => "ask",
    askForNotices: async () => true,
    subscribe: () => () => {},
  };

  const world: StaffWorld = {
    send,
    openStream: () => stream,
    pageId: async () => "page-of-the-test",
    auth: {
      async signIn() {
        if (state.signInOutcome === "in") state.signedIn = true;
        return state.signInOutcome;
      },
      async signInElsewhere(way) {
        ways.push(way);
        return "failed";
      },
      canUsePasskeys: () => true,
      canFillPasskeys: async () => state.fillsPasskeys,
      async signInByPasskey() {
        if (state.passkeyOutcome === "in") state.signedIn = true;
        return state.passkeyOutcome;
      },
      addPasskey: async () => ({ ok: true, recoveryCodes: [] }),
      async giveCode() {
        if (state.codeOutcome === "in") state.signedIn = true;
        return state.codeOutcome;
      },
      async signOut() {
        state.signedIn = false;
      },
    },
    local: createFakeLocalMedia(),
    createSession: ({ ownSeatId }) => createFakeSession({ ownSeatId }),
    AdminPages: () => null,
    InvitationPage: () => null,
    ProtectPage: () => <h1>Protect your account</h1>,
    StaffCall: FakeStaffCall,
    alarm,
  };

  return {
    world,
    stream,
    sent,
    chimes,
    /** To an organisation's own sign-in. */
    ways,
    state,
    /** From now on. */
    answer(key: EndpointKey, as: AnswerFor) {
      usual[key] = as;
    },
    /** What the server says of the callers of Cardiology. */
    showCallers(...rows: readonly RowView[]) {
      const members = [[`member/${MARSH.personId}`, MARSH]];
      const things = Object.fromEntries([...members, ...rows.map((row) => [`visit/${row.id}`, row])]) as ClinicThings;
      stream.simulateTopic(`clinic:${CARDIOLOGY.id}`, things);
    },
    changeCaller(row: RowView, seq: number) {
      stream.simulate({ t: "change", topic: `clinic:${CARDIOLOGY.id}`, seq, key: `visit/${row.id}`, value: row });
    },
    /** Somebody gave the person another role, or took one. */
    changePerson(change: Partial<PersonView>) {
      state.person = { ...state.person, ...change };
      act(() => stream.simulateTopic(`person:${state.person.id}`, state.person));
    },
    commands: () => sent.filter(({ key }) => !key.startsWith("GET")),
  };
}

/** Stands for the call: its title, what a host would press, and the drawers beside it. */
function FakeStaffCall({ title, call, actions, waitingArea, beside, notes, onDeviceHelp }: StaffCallProps) {
  return (
    <main id="main" tabIndex={-1}>
      <h1>{`Call with ${title}`}</h1>
      <p>{`${call.seats.length} seats`}</p>
      <button type="button" onClick={() => void actions.leave()}>
        Leave call
      </button>
      <button type="button" onClick={() => void actions.endForAll()}>
        End call for all
      </button>
      {notes}
      <button type="button" onClick={onDeviceHelp}>
        Device help
      </button>
      {waitingArea?.open && <aside aria-label={waitingArea.label}>{waitingArea.drawer}</aside>}
      {beside?.drawer}
    </main>
  );
}
