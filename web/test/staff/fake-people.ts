import type { ClinicPage, MemberPresenceView, MyClinic, PersonView, RowView } from "@anteroom/core/protocol";

/** Half past nine on a working day. */
export const NOW = Date.UTC(2026, 10, 23, 9, 30);
const MINUTE = 60_000;

/** Ids as the wire has them, told apart by their last digits. */
export const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

export const CARDIOLOGY: MyClinic = {
  id: idOf(1),
  slug: "cardiology",
  name: "Cardiology Outpatients",
  organisationId: idOf(900),
  organisationName: "Marlow Valley Health",
  logoIcon: "heart",
  role: "teamMember",
  waitingArea: true,
  managesTeam: false,
  configures: false,
  seesCounts: true,
  transfersInto: true,
};
export const RENAL: MyClinic = { ...CARDIOLOGY, id: idOf(2), slug: "renal", name: "Renal Outpatients", logoIcon: "kidney" };

export const NAIR: PersonView = {
  id: idOf(50),
  name: "Dr Priya Nair",
  picture: null,
  email: "priya.nair@marlow.example",
  language: "en",
  platformAdministrator: false,
  organisations: [],
  clinics: [CARDIOLOGY, RENAL],
  seat: null,
  unread: 0,
};

export const CARDIOLOGY_PAGE: ClinicPage = {
  id: CARDIOLOGY.id,
  slug: CARDIOLOGY.slug,
  name: CARDIOLOGY.name,
  organisationName: CARDIOLOGY.organisationName,
  logoIcon: "heart",
  link: "https://anteroom.example/c/cardiology",
  state: "open",
  openUntil: Date.UTC(2026, 10, 23, 17, 0),
  nextOpening: null,
  timeZone: "UTC",
  hoursToday: [
    { from: "08:30", to: "12:30" },
    { from: "13:15", to: "17:00" },
  ],
  supportPhone: "03 5550 1420",
  supportEmail: "",
  entryFields: [
    { id: "reason", kind: "text", label: { en: "Reason for visit" }, help: {}, required: true, audience: "caller", options: [], shownAsColumn: true },
    { id: "born", kind: "date", label: { en: "Date of birth" }, help: {}, required: true, audience: "caller", options: [], shownAsColumn: true },
  ],
  confirmCallEntry: false,
  callLock: true,
  twoWayMessages: true,
  transferTargets: [
    { id: RENAL.id, name: RENAL.name, organisationName: RENAL.organisationName, state: "open", openUntil: Date.UTC(2026, 10, 23, 17, 0), timeZone: "UTC" },
    { id: idOf(3), name: "Pain Service", organisationName: RENAL.organisationName, state: "closed" },
  ],
  team: [
    { personId: NAIR.id, name: NAIR.name },
    { personId: idOf(51), name: "Dr Helen Marsh" },
  ],
  mayAdminister: false,
};

export const MARSH: MemberPresenceView = { personId: idOf(51), name: "Dr Helen Marsh", picture: null, inCall: true };

/** A caller who has waited so many minutes, with everything in order. */
export function caller(number: number, firstName: string, lastName: string, waitedMinutes: number, change: Partial<RowView> = {}): RowView {
  const enteredAt = NOW - waitedMinutes * MINUTE;
  return {
    id: idOf(1000 + number),
    firstName,
    lastName,
    sameNameNumber: 1,
    phone: "+61 3 5550 0000",
    fields: { reason: "Pacemaker check", born: "1941-03-04" },
    providerNotes: "",
    language: "en",
    interpreter: false,
    phoneMe: false,
    state: "waiting",
    since: enteredAt,
    enteredAt,
    orderKey: enteredAt,
    presence: "here",
    presenceSince: enteredAt,
    readiness: { camera: "ready", microphone: "ready", canCall: true, kbitPerSecond: 2000 },
    callId: idOf(2000 + number),
    with: [],
    locked: false,
    assignee: null,
    unread: 0,
    messagesSent: 0,
    transferredFrom: null,
    handover: null,
    endReason: null,
    undoUntil: null,
    ...change,
  };
}

export const DOROTHY = caller(1, "Dorothy", "Finch", 41);
export const AHMED = caller(2, "Ahmed", "Yusuf", 34, {
  language: "so",
  interpreter: true,
  assignee: { personId: idOf(51), name: "Dr Helen Marsh" },
  fields: { reason: "Chest pain, follow-up", born: "1968-08-19" },
});
export const LEILA = caller(3, "Leila", "Haddad", 22, {
  readiness: { camera: "ready", microphone: "blocked", canCall: true, kbitPerSecond: 2000 },
  fields: { reason: "Blood pressure review", born: "1979-01-27" },
});
export const ELENI = caller(4, "Eleni", "Papadakis", 30, { state: "held", since: NOW - 6 * MINUTE });
export const MARGARET = caller(5, "Margaret", "Ellison", 40, { state: "seen", since: NOW - 14 * MINUTE, with: [{ personId: idOf(51), name: "Dr Helen Marsh" }] });
export const WEI = caller(6, "Wei", "Zhang", 18, { presence: "offline", readiness: { camera: "unknown", microphone: "unknown", canCall: true, kbitPerSecond: null } });
