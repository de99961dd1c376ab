import type { EndpointKey } from "@anteroom/core/protocol";
import type { Deed } from "@anteroom/core/access";
import { Browser, type Reply } from "../running-app.ts";
import type { Place } from "./cast.ts";

export const SECRET = { firstName: "Zebulon", lastName: "Quartermain", phone: "0399998888" };

export type Attempt = {
  endpoint: EndpointKey;
  /** Any of them is enough. */
  deeds: readonly Deed[];
  run: (who: Browser, place: Place) => Promise<Reply>;
  /** Usually whoever is refused is told so, or that there is nothing here. */
  isRefused?: (reply: Reply) => boolean;
};

export const isRefused = ({ status }: Reply) => [401, 403, 404].includes(status);
/** A caller of their own for each attempt, so that none is in the way of another. */
export const enters = (who: Browser, slug: string) => new Browser(who.url).enters(slug, SECRET);
const NOBODY = "01a20a1a-0000-7000-8000-000000000000";

function onVisit(endpoint: EndpointKey, body: (visit: { callId: string }, place: Place) => unknown = () => ({})): Attempt {
  const [method, path = ""] = endpoint.split(" ");
  return {
    endpoint,
    deeds: method === "GET" ? ["seeWaitingArea"] : ["joinCalls"],
    async run(who, place) {
      const visit = await enters(who, place.slug);
      const at = path.replace("{visitId}", visit.visitId);
      return method === "GET" ? who.get(at) : who.post(at, body(visit, place));
    },
  };
}
function at(endpoint: EndpointKey, deeds: readonly Deed[], body?: unknown, more: Partial<Attempt> = {}): Attempt {
  const [, path = ""] = endpoint.split(" ");
  return {
    endpoint,
    deeds,
    run: (who, { organisationId, slug, clinicId }) => {
      const told = path
        .replace("{organisationId}", organisationId)
        .replace("{slug}", slug)
        .replace("{clinicId}", clinicId)
        .replace(/\{\w+\}/, NOBODY);
      return body === undefined ? who.get(told) : who.post(told, body);
    },
    ...more,
  };
}
/** The section is a word, and stays. */
function section(method: "GET" | "POST", body?: unknown): Attempt {
  return {
    endpoint: `${method} /api/organisations/{organisationId}/settings/{section}`,
    deeds: ["editOrganisation"],
    run: (who, { organisationId }) => {
      const path = `/api/organisations/${organisationId}/settings/sign-in`;
      return method === "GET" ? who.get(path) : who.post(path, body);
    },
  };
}
function upload(endpoint: EndpointKey, deed: Deed): Attempt {
  return {
    endpoint,
    deeds: [deed],
    run: (who, { slug, organisationId }) =>
      who.send("POST", (endpoint.split(" ")[1] ?? "").replace("{slug}", slug).replace("{organisationId}", organisationId), Buffer.from("no picture"), {
        "content-type": "application/octet-stream",
        "idempotency-key": "an-upload-that-is-none",
      }),
  };
}
const waiting = ({ callId }: { callId: string }) => ({ expect: { state: "waiting", callId } });
/** Of something that does not exist: allowed reads *not found*, too. */
const isForbidden = ({ status }: Reply) => status === 401 || status === 403;
const letter = { title: "A title", body: "A body", to: { kind: "everyone" } };

/** Every deed that has an endpoint, and every endpoint that it has. */
export const attempts: readonly Attempt[] = [
  at("GET /api/clinics/{slug}", ["seeWaitingArea"]),
  onVisit("GET /api/visits/{visitId}/messages"),
  onVisit("GET /api/visits/{visitId}/participants"),
  onVisit("GET /api/visits/{visitId}/activity"),
  onVisit("POST /api/visits/{visitId}/messages", () => ({ text: "Hello" })),
  onVisit("POST /api/visits/{visitId}/join", waiting),
  onVisit("POST /api/visits/{visitId}/hold"),
  onVisit("POST /api/visits/{visitId}/end"),
  onVisit("POST /api/visits/{visitId}/remove", () => ({ reason: "Wrong clinic" })),
  onVisit("POST /api/visits/{visitId}/assign", () => ({ personId: null })),
  onVisit("POST /api/visits/{visitId}/order", () => ({ beforeVisitId: null })),
  onVisit("POST /api/visits/{visitId}/details", () => ({ providerNotes: "A note" })),
  onVisit("POST /api/visits/{visitId}/opened"),
  onVisit("POST /api/visits/{visitId}/recall"),
  onVisit("POST /api/visits/{visitId}/cancel-place"),
  onVisit("POST /api/visits/{visitId}/take-out"),
  at("GET /api/clinics/{slug}/channel", ["seeWaitingArea"]),
  at("POST /api/clinics/{slug}/channel", ["seeWaitingArea"], { text: "Hello" }),
  at("POST /api/clinics/{slug}/channel/read", ["seeWaitingArea"], { number: 1 }),
  {
    endpoint: "POST /api/calls",
    deeds: ["joinCalls"],
    run: async (who, { clinicId, slug }) => {
      const visit = await enters(who, slug);
      return who.post("/api/calls", { clinicId, visits: [{ visitId: visit.visitId, expect: { state: "waiting", callId: visit.callId } }] });
    },
  },
  {
    endpoint: "POST /api/visits/{visitId}/transfer",
    deeds: ["transferInto"],
    async run(who, { clinicId, otherSlug }) {
      const visit = await enters(who, otherSlug);
      return who.post(`/api/visits/${visit.visitId}/transfer`, { toClinicId: clinicId, ...waiting(visit) });
    },
  },

  at("GET /api/clinics/{slug}/settings", ["configureClinic"]),
  {
    endpoint: "POST /api/clinics/{slug}/settings/{section}",
    deeds: ["configureClinic"],
    // A version that never was: whoever may is told that it changed meanwhile, and the clinic stays as it is.
    run: (who, { slug }) => who.post(`/api/clinics/${slug}/settings/hours`, { version: 999_999, values: { timeZone: "Europe/Berlin" } }),
  },

  at("GET /api/clinics/{slug}/address", ["configureClinic"]),
  // A version that never was, and a slug that nobody had: nothing changes.
  at("POST /api/clinics/{slug}/address", ["configureClinic"], { version: 999_999, values: {} }),
  at("POST /api/clinics/{slug}/address/give-up", ["configureClinic"], { oldSlug: "never-was" }),
  // No music: whoever may is told so, and the clinic stays as it is.
  at("POST /api/clinics/{slug}/music", ["configureClinic"], { title: "None", sound: "" }),

  // A text without the link: whoever may is told so, and nothing is sent.
  at("POST /api/clinics/{slug}/share", ["seeWaitingArea"], { phone: "+61412555010", text: "no link" }),
  at("GET /api/organisations/{organisationId}/single-sign-on", ["configureSingleSignOn"]),
  at("POST /api/organisations/{organisationId}/single-sign-on", ["configureSingleSignOn"], { version: 999_999, values: {} }),
  at("POST /api/organisations/{organisationId}/single-sign-on/test", ["configureSingleSignOn"], { issuer: "", clientId: "", clientSecret: "" }),
  // Whoever may send a picture or a video is told that this is none.
  upload("POST /api/clinics/{slug}/images", "configureClinic"),
  upload("POST /api/clinics/{slug}/waiting-pictures", "configureClinic"),
  upload("POST /api/clinics/{slug}/waiting-videos", "configureClinic"),
  upload("POST /api/organisations/{organisationId}/images", "editOrganisation"),

  at("GET /api/organisations/{organisationId}/hub", ["writeToOrganisation"]),
  at("POST /api/organisations/{organisationId}/hub", ["writeToOrganisation"], letter),
  at("GET /api/organisations/{organisationId}/hub/recipients", ["writeToOrganisation"]),
  at("GET /api/clinics/{slug}/hub", ["writeToClinic"]),
  at("POST /api/clinics/{slug}/hub", ["writeToClinic"], letter),
  at("GET /api/clinics/{slug}/hub/recipients", ["writeToClinic"]),
  at("GET /api/clinics/{slug}/team", ["manageClinicStaff"]),
  at("GET /api/clinics/{slug}/team/pending", ["manageClinicStaff"]),
  at("POST /api/clinics/{slug}/team/invite", ["manageClinicStaff"], { addresses: ["clerk@example.org"], role: "clinicClerk", permissions: [] }),
  at("POST /api/clinics/{slug}/team/invite", ["manageClinicAdministrators"], { addresses: ["head@example.org"], role: "clinicAdministrator", permissions: [] }),
  at("GET /api/organisations/{organisationId}/people", ["manageOrganisationStaff"]),
  at("GET /api/organisations/{organisationId}/people/pending", ["manageOrganisationStaff"]),
  at("POST /api/organisations/{organisationId}/people/invite", ["manageOrganisationStaff"], { addresses: ["reports@example.org"], role: "reporter" }),
  at("POST /api/organisations/{organisationId}/people/invite", ["manageOrganisationAdministrators"], { addresses: ["boss@example.org"], role: "administrator" }),
  at("GET /api/organisations/{organisationId}/import/template", ["importPeople"]),
  at("GET /api/organisations/{organisationId}/import", ["importPeople"]),
  at("POST /api/organisations/{organisationId}/import/check", ["importPeople"], { csv: "nothing" }),
  at("POST /api/organisations/{organisationId}/import", ["importPeople"], { csv: "nothing" }),
  at("GET /api/organisations/{organisationId}/audit", ["readOrganisationAudit"]),
  at("GET /api/organisations/{organisationId}/audit/csv", ["readOrganisationAudit"]),
  at("GET /api/clinics/{slug}/audit", ["readClinicAudit", "readOrganisationAudit"]),
  at("GET /api/clinics/{slug}/audit/csv", ["readClinicAudit", "readOrganisationAudit"]),
  at("GET /api/organisations/{organisationId}/clinics", ["listClinics"]),
  at("GET /api/organisations/{organisationId}/clinics/csv", ["listClinics"]),
  at("GET /api/organisations/{organisationId}/clinics/slug", ["createClinic"]),
  // Wrong on purpose, so that each player finds the same place: who may is told what is wrong.
  at("POST /api/organisations/{organisationId}/clinics", ["createClinic"], { name: "A clinic", slug: "api", administratorEmail: "a@b.example" }),
  at("POST /api/organisations/{organisationId}/clinics/several", ["createClinic"], { clinics: [{ name: "\u202e", administratorEmail: "a@b.example" }] }),
  at("POST /api/organisations/{organisationId}/clinics/{clinicId}/delete", ["deleteClinic"], { name: "Another name" }),
  section("GET"),
  section("POST", { version: 99, values: { sessionHours: 0 } }),
  at("GET /api/platform/organisations", ["manageOrganisations"]),
  at("GET /api/platform/administrators", ["managePlatformAdministrators"]),
  at("GET /api/platform/administrators/pending", ["managePlatformAdministrators"]),
  at("POST /api/platform/administrators/invite", ["managePlatformAdministrators"], { addresses: ["operator@example.org"] }),
  at("POST /api/platform/administrators/{personId}/remove", ["managePlatformAdministrators"], {}, { isRefused: isForbidden }),
  at("POST /api/platform/administrators/{personId}/restore", ["managePlatformAdministrators"], {}, { isRefused: isForbidden }),
  at("GET /api/platform/health", ["manageOrganisations"]),
  at("POST /api/platform/organisations", ["manageOrganisations"], { name: "An organisation", administratorEmail: "a@b.example" }),
  at("POST /api/platform/organisations/{organisationId}/close", ["manageOrganisations"], { name: "Another name" }),
  at("POST /api/platform/organisations/{organisationId}/reopen", ["manageOrganisations"], {}),
  at("GET /api/platform/audit", ["manageOrganisations"]),
  at("GET /api/platform/audit/csv", ["manageOrganisations"]),
  at("GET /api/platform/outbox", ["manageOrganisations"]),
  at("GET /api/platform/outbox/{messageId}", ["manageOrganisations"], undefined, { isRefused: isForbidden }),
  at("POST /api/platform/outbox/{messageId}/retry", ["manageOrganisations"], {}, { isRefused: isForbidden }),
];

/** About whoever asks, and about nothing else: the matrix has no row for it. The same goes for everything under `/api/account`. */
export const aboutOneself: readonly EndpointKey[] = [
  "GET /api/me",
  "GET /api/clinics",
  "GET /api/hub",
  "POST /api/hub/{messageId}/read",
  "POST /api/hub/read",
  "GET /api/me/roles",
  "POST /api/me/organisations/{organisationId}/leave",
  "POST /api/me/clinics/{clinicId}/leave",
  "POST /api/me/clinics/{clinicId}/alias",
  "POST /api/membership-invitations/accept",
];
/** Their right comes with a seat, a handover or a message; core's tables of actions and the tests of hub and channel prove them, and those of teams and people what is done to a member. */
export const withinSomething: readonly EndpointKey[] = [
  "GET /api/hub/{messageId}/readers",
  "POST /api/clinics/{slug}/channel/{messageId}/remove",
  "POST /api/clinics/{slug}/team/{personId}/role",
  "POST /api/clinics/{slug}/team/{personId}/remove",
  "POST /api/clinics/{slug}/team/{personId}/restore",
  "POST /api/organisations/{organisationId}/people/{personId}/role",
  "POST /api/organisations/{organisationId}/people/{personId}/remove",
  "POST /api/organisations/{organisationId}/people/{personId}/restore",
  "POST /api/people/{personId}/second-factor/remove",
  "GET /api/organisations/{organisationId}/import/{importId}",
  "POST /api/membership-invitations/{invitationId}/resend",
  "POST /api/membership-invitations/{invitationId}/withdraw",
  "POST /api/visits/{visitId}/add",
  "POST /api/visits/{visitId}/handover",
  "POST /api/visits/{visitId}/handover/join",
  "POST /api/visits/{visitId}/handover/give",
  "POST /api/visits/{visitId}/handover/end",
  "POST /api/calls/{callId}/end",
  "POST /api/calls/{callId}/lock",
  "POST /api/calls/{callId}/group",
  "POST /api/calls/{callId}/invitations",
  "POST /api/invitations/{invitationId}/revoke",
  "POST /api/seats/hold",
  "POST /api/seats/{seatId}/accept",
  "POST /api/seats/{seatId}/decline",
  "POST /api/seats/{seatId}/disconnect",
  "POST /api/seats/{seatId}/mute",
];
