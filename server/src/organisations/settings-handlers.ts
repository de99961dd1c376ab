import type { SavedSection } from "@anteroom/core/protocol";
import { faultsOfOrganisation, type OrganisationSection, organisationSections, type OrganisationValues } from "@anteroom/core/settings";
import type { Id } from "@anteroom/core/visit";
import { recordChange } from "../audit/index.ts";
import { type Directory, readSections, saveSection, type SectionState, peopleOf } from "../clinics/index.ts";
import { type Database, oncePerKey, type Transaction } from "../db/index.ts";
import type { Answer, Handlers } from "../http/handler.ts";
import { hasImage } from "../images/index.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { badField, badFields, cleanName, cleanText, key, notFound, type Senders } from "../visits/index.ts";
import { organisationPlace, readOrganisation, type StoredOrganisation } from "./place.ts";
import { tellPeople } from "./tell-members.ts";

type Keys = "GET /api/organisations/{organisationId}/settings/{section}" | "POST /api/organisations/{organisationId}/settings/{section}";
type Deps = { database: Database; directory: Directory; senders: Senders; announce: Announce };
type Saved = SavedSection<OrganisationValues>;

/** An organisation's settings, read and saved section by section. */
export function createOrganisationSettingsHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, announce } = deps;

  return {
    async "GET /api/organisations/{organisationId}/settings/{section}"({ asker, params: { organisationId, section } }) {
      const place = await organisationPlace(deps, asker, organisationId, "editOrganisation");
      if ("ok" in place) return place;
      if (!isSection(section)) return notFound;
      return database.transact(place.organisations, async (transaction): Promise<Answer<Saved>> => {
        const stored = await readOrganisation(transaction, organisationId);
        if (!stored) return notFound;
        return { ok: true, reply: await saved(directory, section, stored, (await readSections(transaction, organisationId))(section)) };
      });
    },

    async "POST /api/organisations/{organisationId}/settings/{section}"({ asker, params: { organisationId, section }, body, idempotencyKey, sourceAddress }) {
      const place = await organisationPlace(deps, asker, organisationId, "editOrganisation");
      if ("ok" in place) return place;
      if (!isSection(section)) return notFound;
      let moves: TopicMoves = [];
      const answer = await database.transact(place.organisations, (transaction) =>
        oncePerKey(transaction, place.subject, key(idempotencyKey, `organisation/${section}`, { organisationId, body }), async (): Promise<Answer<Saved>> => {
          const stored = await readOrganisation(transaction, organisationId, true);
          if (!stored) return notFound;
          const before = valuesOf(section, stored);
          const judged = faultsOfOrganisation(section, { ...before, ...cleaned(body.values) });
          if ("faults" in judged) return badFields(...judged.faults);
          const { next } = judged;
          const { logo } = next as Partial<OrganisationValues<"interface">>;
          if (logo && !(await hasImage(transaction, organisationId, logo, "logo"))) return badField("logo", "noPicture");
          const state = await saveSection(transaction, {
            organisationId,
            subjectId: organisationId,
            section,
            version: body.version,
            byId: place.member.personId,
            now: Date.now(),
          });
          if (!state) return conflict(transaction, organisationId, section, stored);
          const { name = stored.name, ...settings } = { ...next } as Record<string, unknown>;
          await transaction.query("update tenant.organisation set name = $2, settings = settings || $3 where id = $1", [organisationId, name, JSON.stringify(settings)]);
          const changed = Object.keys(next).filter((each) => valueOf(next, each) !== valueOf(before, each));
          await recordChange(transaction, {
            organisationId,
            byId: place.member.personId,
            action: "organisation.changed",
            subjectId: organisationId,
            before: picked(before, changed),
            after: picked(next, changed),
            source: sourceAddress,
          });
          if (name !== stored.name) moves = await tellPeople(transaction, await peopleOf(transaction, organisationId));
          return { ok: true, reply: await saved(directory, section, { name: String(name), settings: { ...stored.settings, ...settings } }, state) };
        }),
      );
      if (answer.ok) directory.forget();
      if (moves.length) announce(moves);
      return answer;
    },
  };

  async function conflict(transaction: Transaction, organisationId: Id, section: OrganisationSection, stored: StoredOrganisation): Promise<Answer<Saved>> {
    const now = await saved(directory, section, stored, (await readSections(transaction, organisationId))(section));
    return { ok: false, rejection: { code: "changedMeanwhile", by: now.lastChange?.by ?? "", at: now.lastChange?.at ?? 0, now } };
  }
}

function isSection(name: string): name is OrganisationSection {
  return Object.hasOwn(organisationSections, name);
}

/** What is stored, with the default for what is not. */
function valuesOf(section: OrganisationSection, { name, settings }: StoredOrganisation): OrganisationValues {
  const known = Object.keys(organisationSections[section].shape);
  return organisationSections[section].parse(Object.fromEntries(Object.entries({ ...settings, name }).filter(([each]) => known.includes(each))));
}

async function saved(directory: Directory, section: OrganisationSection, stored: StoredOrganisation, { version, lastChange }: SectionState): Promise<Saved> {
  const by = lastChange && ((await directory.names([lastChange.byId])).get(lastChange.byId) ?? "");
  return { values: valuesOf(section, stored), version, lastChange: lastChange && { by: by ?? "", at: lastChange.at } };
}

/** As it may stand on pages of others. */
function cleaned(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value !== "string" ? value : name === "supportMessage" ? cleanText(value) : cleanName(value)]),
  );
}

function valueOf(values: object, name: string): unknown {
  return (values as Record<string, unknown>)[name];
}
function picked(values: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, valueOf(values, name)]));
}
