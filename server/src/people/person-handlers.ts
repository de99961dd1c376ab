import { hoursOfToday, logoOf, openingOf } from "@anteroom/core/settings";
import { askedFields, type Directory, organisationsOf } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { callerView, clinicMark, countsView, myClinics, personView, publicClinic } from "../views/index.ts";
import { type DetailStore, notFound, notSignedIn, organisationOf, type Senders } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; senders: Senders; publicUrl: string };
type Keys = "GET /api/me" | "GET /api/clinics" | "GET /api/clinics/{slug}" | "GET /api/public/clinics/{slug}" | "GET /api/visit";

/** What pages read before the stream takes over. */
export function createPersonHandlers({ database, directory, details, senders, publicUrl }: Deps): Pick<Handlers, Keys> {
  return {
    async "GET /api/me"({ asker }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      return { ok: true, reply: await database.transact(who.sender.organisations, (transaction) => personView(transaction, directory, who.member)) };
    },

    async "GET /api/clinics"({ asker }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const mine = await myClinics(directory, who.member);
      const clinics = await database.transact(who.sender.organisations, async (transaction) => {
        const counted = [];
        for (const clinic of mine) {
          const settings = (await directory.clinic(clinic.id))?.settings;
          // A reporter knows the names alone.
          const counts = clinic.seesCounts ? await countsView(transaction, clinic.id) : { waiting: 0, held: 0, seen: 0, longestWaitSince: null };
          counted.push({ ...clinic, ...(settings && clinic.seesCounts ? { ...openingOf(settings, Date.now()), timeZone: settings.timeZone } : {}), counts });
        }
        return counted;
      });
      return { ok: true, reply: { clinics } };
    },

    async "GET /api/clinics/{slug}"({ asker, params }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const clinic = await directory.clinicBySlug(params.slug);
      const { actor } = who.sender;
      if (!clinic || actor.kind !== "member" || !actor.rights.get(clinic.id)?.seeWaitingArea) return notFound;
      const { settings } = clinic;
      const now = Date.now();
      const all = await directory.clinicsOf(organisationsOf(who.member));
      const { rows: team } = await database.transact(who.sender.organisations, (transaction) =>
        transaction.query<{ person_id: string }>("select person_id from tenant.clinic_member where clinic_id = $1 and 'waitingArea' = any(permissions)", [clinic.id]),
      );
      const names = await directory.names(team.map((row) => row.person_id));
      return {
        ok: true,
        reply: {
          id: clinic.id,
          mark: clinicMark(clinic),
          slug: clinic.slug,
          name: clinic.name,
          organisationName: clinic.organisationName,
          logoIcon: logoOf(settings),
          link: `${publicUrl}/c/${clinic.slug}`,
          ...openingOf(settings, now),
          timeZone: settings.timeZone,
          mainLanguage: settings.mainLanguage,
          shareText: settings.shareText,
          hoursToday: hoursOfToday(settings, now),
          supportPhone: settings.supportPhone,
          supportEmail: settings.supportEmail,
          entryFields: await askedFields((work) => database.view([clinic.organisationId], work), directory, clinic, "staff"),
          confirmCallEntry: settings.confirmCallEntry,
          identifierCheck: settings.identifierCheck,
          lateText: settings.lateText,
          callLock: settings.callLock,
          twoWayMessages: settings.twoWayMessages,
          escalates: settings.escalationOn,
          transferTargets: all
            .filter((other) => other.id !== clinic.id && actor.rights.get(other.id)?.transferInto)
            .map((other) => ({ id: other.id, name: other.name, organisationName: other.organisationName, ...openingOf(other.settings, now), timeZone: other.settings.timeZone })),
          team: team.map(({ person_id: personId }) => ({ personId, name: names.get(personId) ?? "" })).sort((a, b) => a.name.localeCompare(b.name)),
          mayAdminister: actor.rights.get(clinic.id)?.administer ?? false,
        },
      };
    },

    async "GET /api/public/clinics/{slug}"({ asker, params }) {
      const clinic = await directory.clinicBySlug(params.slug);
      if (!clinic || clinic.closed) return notFound;
      const openVisit = asker.kind === "caller" ? await openVisitHere(asker.visitId, clinic) : null;
      const asked = await askedFields((work) => database.view([clinic.organisationId], work), directory, clinic, "guests");
      return { ok: true, reply: publicClinic(clinic, Date.now(), asked, openVisit) };
    },

    async "GET /api/visit"({ asker }) {
      if (asker.kind !== "caller" && asker.kind !== "companion") return notSignedIn;
      const organisationId = await organisationOf(database, "visit", asker.visitId);
      const view =
        organisationId &&
        (await database.transact([organisationId], (transaction) =>
          callerView(transaction, { directory, details }, asker.visitId, { seatId: asker.seatId, isCaller: asker.kind === "caller" }, Date.now()),
        ));
      return view ? { ok: true, reply: view } : notFound;
    },
  };

  /** The link that the person knows leads back to the visit, wherever it was transferred meanwhile. */
  async function openVisitHere(visitId: string, clinic: { id: string; organisationId: string }): Promise<{ id: string; enteredAt: number } | null> {
    const organisationId = await organisationOf(database, "visit", visitId);
    if (!organisationId) return null;
    return database.transact([organisationId, clinic.organisationId], async (transaction) => {
      const { rows } = await transaction.query<{ id: string; entered: number }>(
        `select id, (body->>'enteredAt')::bigint as entered from tenant.visit v
          where id = $1 and is_open and exists (select from tenant.stay s where s.visit_id = v.id and s.clinic_id = $2)`,
        [visitId, clinic.id],
      );
      const row = rows[0];
      return row ? { id: row.id, enteredAt: row.entered } : null;
    });
  }
}
