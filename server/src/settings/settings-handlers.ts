import type { SettingsSectionView } from "@anteroom/core/protocol";
import { faultAt } from "@anteroom/core/faults";
import {
  type ClinicSettings,
  clinicSettings,
  faultsOfSection,
  isSameSetting,
  isSettingsSection,
  liveDefaults,
  logoOf,
  type OrganisationSettings,
  settingsInForce,
  type SettingOrigin,
  type SettingsSectionId,
  settingsSections,
} from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { recordChange } from "../audit/index.ts";
import { readSections, saveSection, type SectionState } from "../clinics/index.ts";
import { oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { hasImage } from "../images/index.ts";
import type { TopicMoves } from "../views/topic-reader.ts";
import { badField, badFields, key, notFound, raiseTopics } from "../visits/index.ts";
import { missingFiles } from "./missing-files.ts";
import { hasMusic } from "./has-music.ts";
import { whoSeesSettings } from "./who-sees-settings.ts";
import { type ConfigureDeps, mayConfigure } from "./may-configure.ts";

type Keys = "GET /api/clinics/{slug}/settings" | "POST /api/clinics/{slug}/settings/{section}";
type Layers = { inherited: Partial<ClinicSettings>; own: Partial<ClinicSettings> };

export function createSettingsHandlers(deps: ConfigureDeps): Pick<Handlers, Keys> {
  const { database, directory, announce } = deps;

  async function viewOf(section: SettingsSectionId, layers: Layers, { version, lastChange }: SectionState): Promise<SettingsSectionView> {
    const inForce = settingsInForce(layers.inherited, layers.own);
    const names = await directory.names(lastChange ? [lastChange.byId] : []);
    const keys: readonly (keyof ClinicSettings)[] = settingsSections[section];
    return {
      values: Object.fromEntries(keys.map((name) => [name, inForce[name]])),
      origins: Object.fromEntries(keys.map((name) => [name, originOf(name, layers)])),
      otherwise: otherwise(keys, layers),
      version,
      lastChange: lastChange && { by: names.get(lastChange.byId) ?? "", at: lastChange.at },
    };
  }

  return {
    async "GET /api/clinics/{slug}/settings"({ asker, params }) {
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      const { id, slug, name, organisationId, organisationName, settings } = place.clinic;
      const { layers, stateOf, team } = await database.view(place.organisations, async (transaction) => ({
        layers: await readLayers(transaction, id),
        stateOf: await readSections(transaction, id),
        team: await whoSeesWaitingArea(transaction, id),
      }));
      if (!layers) return notFound;
      const notTold = settings.escalationPeople.filter((personId) => !team.includes(personId));
      const names = await directory.names([...team, ...notTold]);
      const named = (personId: Id) => ({ personId, name: names.get(personId) ?? "" });
      const sections = await Promise.all(sectionIds.map(async (section) => [section, await viewOf(section, layers, stateOf(section))] as const));
      return {
        ok: true,
        reply: {
          clinic: { id, slug, name, organisationId, organisationName, logoIcon: logoOf(settings) },
          sections: Object.fromEntries(sections) as Record<SettingsSectionId, SettingsSectionView>,
          team: team.map(named).sort((a, b) => a.name.localeCompare(b.name)),
          notTold: notTold.map(named),
        },
      };
    },

    async "POST /api/clinics/{slug}/settings/{section}"({ asker, params, body, idempotencyKey, sourceAddress }) {
      const { section } = params;
      const place = await mayConfigure(deps, asker, params.slug);
      if ("ok" in place) return place;
      if (!isSettingsSection(section)) return notFound;
      const { clinic, member } = place;
      let moves: TopicMoves = [];
      const answer = await database.transact(place.organisations, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `settings ${clinic.id} ${section}`, body), async (): Promise<Answer<SettingsSectionView & { ok: true }>> => {
          const layers = await readLayers(transaction, clinic.id, true);
          if (!layers) return notFound;
          const state = (await readSections(transaction, clinic.id))(section);
          if (state.version !== body.version) {
            const now = await viewOf(section, layers, state);
            return { ok: false, rejection: { code: "changedMeanwhile", by: now.lastChange?.by ?? "", at: now.lastChange?.at ?? 0, now } };
          }
          const judged = judge(section, layers, body);
          if ("faults" in judged) return badFields(...judged.faults);
          const { logo } = judged.own;
          if (section === "logo" && logo && !(await hasImage(transaction, clinic.organisationId, logo, "logo"))) return badField("logo", "noPicture");
          const missing = section === "waiting-content" ? await missingFiles(transaction, clinic.organisationId, judged.own.waitingContent ?? {}) : [];
          if (missing.length) return badFields(...missing);
          const { ownMusic } = judged.own;
          if (section === "music" && ownMusic && !(await hasMusic(transaction, clinic.id, ownMusic))) return badField("ownMusic", "noPiece");
          if (section === "escalation") {
            const strangers = await whoIsNotIn(transaction, clinic.id, judged.own.escalationPeople ?? []);
            // Only of those who were chosen here already: whose id is typed may be of elsewhere.
            const known = strangers.filter((id) => layers.own.escalationPeople?.includes(id));
            const names = await directory.names(known);
            const gone = known.flatMap((id) => names.get(id) ?? []).join(", ");
            if (strangers.length) return badFields(gone ? faultAt("escalationPeople", "gone", { names: gone }) : faultAt("escalationPeople", "strangers"));
          }
          const where = { organisationId: clinic.organisationId, subjectId: clinic.id, section };
          // The clinic is held since its layers were read, so that nobody came between.
          const saved = (await saveSection(transaction, { ...where, version: body.version, byId: member.personId, now: Date.now() })) ?? state;
          await transaction.query("update tenant.clinic set settings = $2 where id = $1", [clinic.id, JSON.stringify(judged.own)]);
          // Deadlines of those who wait already are looked at anew.
          if (section === "escalation") await transaction.query("update tenant.visit set due_at = 0 where clinic_id = $1 and is_open", [clinic.id]);
          await recordChange(transaction, {
            organisationId: clinic.organisationId,
            byId: member.personId,
            action: "clinic.configured",
            subjectId: clinic.id,
            before: { clinicId: clinic.id, ...judged.before },
            after: { clinicId: clinic.id, ...judged.after },
            source: sourceAddress,
          });
          moves = await raiseTopics(transaction, await whoSeesSettings(transaction, clinic.id));
          return { ok: true, reply: { ok: true, ...(await viewOf(section, { ...layers, own: judged.own }, saved)) } };
        }),
      );
      if (answer.ok) directory.forget();
      if (moves.length) announce(moves);
      return answer;
    },
  };
}

const sectionIds = Object.keys(settingsSections) as SettingsSectionId[];

function originOf(name: keyof ClinicSettings, { inherited, own }: Layers): SettingOrigin {
  if (name in own) return "clinic";
  return name in inherited ? "organisation" : "product";
}

function otherwise(keys: readonly (keyof ClinicSettings)[], { inherited, own }: Layers): SettingsSectionView["otherwise"] {
  const without = settingsInForce(inherited);
  return Object.fromEntries(keys.filter((name) => name in own).map((name) => [name, { value: without[name], origin: originOf(name, { inherited, own: {} }) }]));
}

/** The clinic's own settings after the save, and what differs; a value that equals what it would be anyway is none of its own. */
function judge(section: SettingsSectionId, layers: Layers, { values, reset }: { values: Record<string, unknown>; reset: readonly string[] }) {
  const keys: readonly string[] = settingsSections[section];
  const wrong = reset.filter((name) => !keys.includes(name));
  if (wrong.length) return { faults: wrong.map((path) => faultAt(path, "unknown")) };
  const without = Object.fromEntries(Object.entries(layers.own).filter(([name]) => !reset.includes(name))) as Partial<ClinicSettings>;
  const judged = faultsOfSection(section, values, settingsInForce(layers.inherited, without));
  if ("faults" in judged) return judged;
  const elsewhere = settingsInForce(layers.inherited);
  const own: Record<string, unknown> = { ...without };
  for (const name of Object.keys(values) as (keyof ClinicSettings)[]) {
    if (isSameSetting(judged.next[name], elsewhere[name])) delete own[name];
    else own[name] = judged.next[name];
  }
  const was = settingsInForce(layers.inherited, layers.own);
  const is = settingsInForce(layers.inherited, own);
  const changed = (Object.keys(clinicSettings.shape) as (keyof ClinicSettings)[]).filter((name) => !isSameSetting(was[name], is[name]));
  const pick = (from: ClinicSettings) => Object.fromEntries(changed.map((name) => [name, from[name]]));
  return { own: own as Partial<ClinicSettings>, before: pick(was), after: pick(is) };
}

async function whoSeesWaitingArea(transaction: Transaction, clinicId: Id): Promise<Id[]> {
  const { rows } = await transaction.query<{ person_id: Id }>("select person_id from tenant.clinic_member where clinic_id = $1 and 'waitingArea' = any(permissions)", [clinicId]);
  return rows.map((row) => row.person_id);
}

async function whoIsNotIn(transaction: Transaction, clinicId: Id, people: readonly Id[]): Promise<Id[]> {
  const team = await whoSeesWaitingArea(transaction, clinicId);
  return people.filter((personId) => !team.includes(personId));
}

async function readLayers(transaction: Transaction, clinicId: Id, lock = false): Promise<Layers | null> {
  const { rows } = await transaction.query<Layers & { organisation: OrganisationSettings }>(
    `select c.inherited, c.settings as own, o.settings as organisation from tenant.clinic c join tenant.organisation o on o.id = c.organisation_id where c.id = $1${lock ? " for update of c" : ""}`,
    [clinicId],
  );
  const row = rows[0];
  return row ? { inherited: { ...row.inherited, ...liveDefaults(row.organisation) }, own: row.own } : null;
}
