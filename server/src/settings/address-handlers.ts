import { faultsOfAddress, slugFaultAt } from "@anteroom/core/settings";
import type { ClinicAddress, ClinicAddressView } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { recordChange } from "../audit/index.ts";
import { isNameTaken, lockNames, peopleOf, readSections, saveSection, slugStateOf } from "../clinics/index.ts";
import { oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { badField, badFields, cleanName, key, notFound, raiseTopics } from "../visits/index.ts";
import { type ConfigureDeps, mayConfigure, type Place } from "./may-configure.ts";
import { whoSeesSettings } from "./who-sees-settings.ts";

type Keys = "GET /api/clinics/{slug}/address" | "POST /api/clinics/{slug}/address" | "POST /api/clinics/{slug}/address/give-up";
type Deps = ConfigureDeps & { publicUrl: string };
type Saved = Answer<ClinicAddressView & { ok: true }>;
const SECTION = "address";

/** How a clinic is called and found; whoever has an old link still comes to it. */
export function createAddressHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, announce, publicUrl } = deps;

  async function viewOf(transaction: Transaction, clinicId: Id): Promise<ClinicAddressView | null> {
    const { rows } = await transaction.query<{ name: string; slug: string; short_code: string | null }>(
      "select name, slug, short_code from tenant.clinic where id = $1 for update",
      [clinicId],
    );
    const row = rows[0];
    if (!row) return null;
    const old = await transaction.query<{ slug: string; replaced_at: number }>("select slug, replaced_at from tenant.old_slug where clinic_id = $1 order by replaced_at desc", [
      clinicId,
    ]);
    const { version, lastChange } = (await readSections(transaction, clinicId))(SECTION);
    const names = await directory.names(lastChange ? [lastChange.byId] : []);
    return {
      values: { name: row.name, slug: row.slug, shortCode: row.short_code ?? "" },
      version,
      lastChange: lastChange && { by: names.get(lastChange.byId) ?? "", at: lastChange.at },
      oldSlugs: old.rows.map(({ slug, replaced_at: replacedAt }) => ({ slug, replacedAt })),
      publicUrl,
    };
  }

  /** Callers see the name, and everybody's lists and links lead to the new slug. */
  async function changing(place: Place, work: (transaction: Transaction) => Promise<Saved>): Promise<Saved> {
    let moves: TopicMoves = [];
    const answer = await database.transact(place.organisations, async (transaction) => {
      const done = await work(transaction);
      if (done.ok) {
        const people = await peopleOf(transaction, place.clinic.organisationId);
        moves = await raiseTopics(transaction, [...(await whoSeesSettings(transaction, place.clinic.id)), ...people.map((id) => ({ name: `person:${id}`, keys: [""] }))]);
      }
      return done;
    });
    if (!answer.ok) return answer;
    directory.forget();
    announce(moves);
    return answer;
  }

  return {
    async "GET /api/clinics/{slug}/address"({ asker, params }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const view = await database.transact(place.organisations, (transaction) => viewOf(transaction, place.clinic.id));
      return view ? { ok: true, reply: view } : notFound;
    },

    async "POST /api/clinics/{slug}/address"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const { clinic, member } = place;
      return changing(place, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `address ${clinic.id}`, body), async (): Promise<Saved> => {
          await lockNames(transaction);
          const now = await viewOf(transaction, clinic.id);
          if (!now) return notFound;
          if (now.version !== body.version) return { ok: false, rejection: { code: "changedMeanwhile", by: now.lastChange?.by ?? "", at: now.lastChange?.at ?? 0, now } };
          const wanted: ClinicAddress = {
            name: body.values.name ?? now.values.name,
            slug: body.values.slug ?? now.values.slug,
            shortCode: body.values.shortCode ?? now.values.shortCode,
          };
          const name = cleanName(wanted.name);
          const [wrong] = faultsOfAddress({ ...wanted, name }, now.values);
          if (wrong) return badFields(wrong);
          if (await isNameTaken(transaction, name, clinic.id)) return badField("name", "nameTaken");
          const fault = wanted.slug === now.values.slug ? null : await slugStateOf(transaction, clinic.organisationId, wanted.slug, clinic.id);
          if (fault) return badFields(slugFaultAt("slug", fault));
          const leadsTo = wanted.shortCode === "" ? null : await slugOfShortCode(transaction, wanted.shortCode);
          if (leadsTo !== null && leadsTo !== now.values.slug) return badField("shortCode", "shortTaken");
          const next: ClinicAddress = { name, slug: wanted.slug, shortCode: wanted.shortCode };
          const at = Date.now();
          await transaction.query("update tenant.clinic set name = $2, slug = $3, short_code = $4 where id = $1", [clinic.id, next.name, next.slug, next.shortCode || null]);
          if (next.slug !== now.values.slug) {
            await transaction.query("delete from tenant.old_slug where slug = $1", [next.slug]);
            // It may stand there already: of a deleted clinic, from which this one took it over.
            await transaction.query(
              "insert into tenant.old_slug as o (slug, organisation_id, clinic_id, replaced_at) values ($1, $2, $3, $4) on conflict (slug) do update set clinic_id = excluded.clinic_id, replaced_at = excluded.replaced_at",
              [now.values.slug, clinic.organisationId, clinic.id, at],
            );
          }
          if (next.shortCode !== now.values.shortCode) {
            // Posters with the earlier one hang on walls.
            if (now.values.shortCode)
              await transaction.query("insert into tenant.old_short_code (code, organisation_id, clinic_id, replaced_at) values ($1, $2, $3, $4)", [
                now.values.shortCode,
                clinic.organisationId,
                clinic.id,
                at,
              ]);
            await transaction.query("delete from tenant.old_short_code where code = $1", [next.shortCode]);
          }
          await saveSection(transaction, { organisationId: clinic.organisationId, subjectId: clinic.id, section: SECTION, version: body.version, byId: member.personId, now: at });
          await recordChange(transaction, {
            organisationId: clinic.organisationId,
            byId: member.personId,
            action: "clinic.addressChanged",
            subjectId: clinic.id,
            before: { clinicId: clinic.id, ...differing(now.values, next) },
            after: { clinicId: clinic.id, ...differing(next, now.values) },
            source: sourceAddress,
          });
          const view = await viewOf(transaction, clinic.id);
          return view ? { ok: true, reply: { ok: true, ...view } } : notFound;
        }),
      );
    },

    async "POST /api/clinics/{slug}/address/give-up"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const { clinic, member } = place;
      return changing(place, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `address ${clinic.id} give-up`, body), async (): Promise<Saved> => {
          const now = await viewOf(transaction, clinic.id);
          if (!now) return notFound;
          const { rowCount } = await transaction.query("delete from tenant.old_slug where slug = $1 and clinic_id = $2", [body.oldSlug, clinic.id]);
          if (!rowCount) return badField("oldSlug", "notOffered");
          await saveSection(transaction, {
            organisationId: clinic.organisationId,
            subjectId: clinic.id,
            section: SECTION,
            version: now.version,
            byId: member.personId,
            now: Date.now(),
          });
          await recordChange(transaction, {
            organisationId: clinic.organisationId,
            byId: member.personId,
            action: "clinic.oldSlugGivenUp",
            subjectId: clinic.id,
            before: { clinicId: clinic.id, slug: body.oldSlug },
            after: null,
            source: sourceAddress,
          });
          const view = await viewOf(transaction, clinic.id);
          return view ? { ok: true, reply: { ok: true, ...view } } : notFound;
        }),
      );
    },
  };
}

async function slugOfShortCode(transaction: Transaction, code: string): Promise<string | null> {
  const { rows } = await transaction.query<{ slug: string | null }>("select tenant.slug_of_short_code($1) as slug", [code]);
  return rows[0]?.slug ?? null;
}

function differing(one: ClinicAddress, other: ClinicAddress): Partial<ClinicAddress> {
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => other[name as keyof ClinicAddress] !== value));
}
