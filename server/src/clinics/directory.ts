import { mayInClinic, type Memberships, rightsIn } from "@anteroom/core/access";
import { type ClinicSettings, consentTexts, liveDefaults, openingOf, type OrganisationSettings, settingsInForce } from "@anteroom/core/settings";
import type { Actor, ClinicRights, ClinicRules, Id } from "@anteroom/core/visit";
import type { Database } from "../db/index.ts";

/** `closed`: for good; its organisation is closed, or the clinic itself was deleted. */
export type Clinic = { id: Id; organisationId: Id; slug: string; name: string; organisationName: string; closed: boolean; settings: ClinicSettings };
export type Person = { id: Id; name: string; email: string; language: string; picture: string | null };
export type Member = Memberships & { person: Person; organisationNames: ReadonlyMap<Id, string> };

/** A lost role must act within two seconds; what is read here may be this old. Milliseconds. */
const FRESH_MS = 1_000;
const HOST_GRACE_MS = 60_000;

/**
 * Clinics, people and who may do what: read often, changed seldom. Everything here is at most a second old,
 * and `forget` makes this node's copy new at once.
 */
export class Directory {
  readonly #database: Database;
  readonly #limits: { directCapacity: number; groupCapacity: number };
  readonly #clinics = new Fresh<Clinic | null>();
  readonly #slugs = new Fresh<Clinic | null>();
  readonly #members = new Fresh<Member | null>();
  readonly #all = new Fresh<readonly Clinic[]>();
  readonly #names = new Map<Id, string>();
  readonly #pictures = new Map<Id, string | null>();

  constructor(database: Database, limits = { directCapacity: 6, groupCapacity: 20 }) {
    this.#database = database;
    this.#limits = limits;
  }

  clinicBySlug(slug: string): Promise<Clinic | null> {
    return this.#slugs.get(slug, async () => asClinic((await this.#database.query<ClinicRow>("select * from tenant.clinic_by_slug($1)", [slug]))[0]));
  }

  clinic(id: Id): Promise<Clinic | null> {
    return this.#clinics.get(id, async () => asClinic((await this.#database.query<ClinicRow>("select * from tenant.clinic_by_id($1)", [id]))[0]));
  }

  /** Null for an account that belongs to nobody in any organisation. */
  member(personId: Id): Promise<Member | null> {
    return this.#members.get(personId, async () => {
      const [row] = await this.#database.query<{ found: MembershipsRow }>("select tenant.memberships_of($1) as found", [personId]);
      return row ? asMember(personId, row.found) : null;
    });
  }

  /** Clinics of these organisations, by name. */
  clinicsOf(organisations: readonly Id[]): Promise<readonly Clinic[]> {
    const key = [...organisations].sort().join(",");
    return this.#all.get(key, () =>
      this.#database.transact(organisations, async (transaction) => {
        const { rows } = await transaction.query<ClinicRow>(
          `select c.id, c.organisation_id, c.slug, c.name, c.settings, c.inherited, o.settings as organisation_settings, o.name as organisation_name, o.closed_at is not null as closed
             from tenant.clinic c join tenant.organisation o on o.id = c.organisation_id where c.deleted_at is null order by c.name`,
        );
        return rows.flatMap((row) => asClinic(row) ?? []);
      }),
    );
  }

  async names(ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
    await this.#look(ids);
    return this.#names;
  }

  /** Hash of each picture, null where there is none. */
  async pictures(ids: readonly Id[]): Promise<ReadonlyMap<Id, string | null>> {
    await this.#look(ids);
    return this.#pictures;
  }

  async #look(ids: readonly Id[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#names.has(id));
    if (!missing.length) return;
    for (const { id, name, picture } of await this.#database.query<{ id: Id; name: string; picture: string | null }>("select * from tenant.names_of($1)", [missing])) {
      this.#names.set(id, name);
      this.#pictures.set(id, picture);
    }
  }

  async rules(clinicIds: Iterable<Id>, now: number): Promise<ReadonlyMap<Id, ClinicRules>> {
    const clinics = await Promise.all([...new Set(clinicIds)].map((id) => this.clinic(id)));
    return new Map(await Promise.all(clinics.flatMap((clinic) => (clinic ? [clinic] : [])).map(async (clinic) => [clinic.id, await this.#rulesOf(clinic, now)] as const)));
  }

  async #rulesOf(clinic: Clinic, now: number): Promise<ClinicRules> {
    const { settings } = clinic;
    const opening = openingOf(settings, now);
    return {
      id: clinic.id,
      organisationId: clinic.organisationId,
      isOn: !clinic.closed && opening.state !== "off",
      isOpen: opening.state === "open",
      graceMs: settings.graceMs,
      hostGraceMs: HOST_GRACE_MS,
      keepsOffline: settings.offlineQueue !== "off",
      textsNext: settings.offlineQueue === "textNext",
      escalation: settings.escalationOn ? await this.#escalationOf(clinic) : null,
      offersLock: settings.callLock,
      offersInvitations: settings.invitations,
      purgeAfterMs: settings.purgeAfterMs,
      asksConsent: consentTexts(settings).length > 0,
      checksIdentity: settings.identifierCheck,
      ...this.#limits,
      groupCallsAvailable: false,
    };
  }

  async #escalationOf({ id: clinicId, organisationId, settings }: Clinic): Promise<ClinicRules["escalation"]> {
    const { escalationPeople: people, escalationMinutes, escalationPhone } = settings;
    const members = await Promise.all(people.map((personId) => this.member(personId)));
    const passedOver = people.filter((_, at) => !members[at] || !mayInClinic(members[at], "seeWaitingArea", { clinicId, organisationId }));
    return { afterMs: escalationMinutes * 60_000, to: [...people, ...(escalationPhone ? [null] : [])], passedOver };
  }

  /** The actor with their rights in every clinic of their organisations. */
  async actor(member: Member): Promise<Extract<Actor, { kind: "member" }>> {
    return { kind: "member", personId: member.personId, rights: await this.rights(member) };
  }

  async rights(member: Member): Promise<ReadonlyMap<Id, ClinicRights>> {
    const clinics = await this.clinicsOf(organisationsOf(member));
    return new Map(clinics.map((clinic) => [clinic.id, rightsIn(member, { clinicId: clinic.id, organisationId: clinic.organisationId })]));
  }

  forget(): void {
    for (const cache of [this.#clinics, this.#slugs, this.#members, this.#all]) cache.clear();
    this.#names.clear();
    this.#pictures.clear();
  }
}

export function organisationsOf(member: Memberships): Id[] {
  return [...new Set([...member.organisations, ...member.clinics].map((each) => each.organisationId))];
}

/**
 * For which organisations a transaction about this one is opened: those of the member, so that row-level security holds whatever
 * the rules say. Only the platform's administrator comes from outside.
 */
export function organisationsToAsk(member: Memberships, organisationId: Id): Id[] {
  return member.platformAdministrator ? [organisationId] : organisationsOf(member);
}

/** One answer for a short time, asked for once however many wait for it. */
class Fresh<T> {
  readonly #known = new Map<string, { until: number; answer: Promise<T> }>();

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.answer;
    const answer = ask();
    this.#known.set(key, { until: performance.now() + FRESH_MS, answer });
    // A failure is not remembered.
    answer.catch(() => this.#known.delete(key));
    if (this.#known.size > 5_000) for (const [old, { until }] of this.#known) if (until < performance.now()) this.#known.delete(old);
    return answer;
  }

  clear(): void {
    this.#known.clear();
  }
}

type ClinicRow = {
  id: Id;
  organisation_id: Id;
  slug: string;
  name: string;
  settings: Partial<ClinicSettings>;
  inherited: Partial<ClinicSettings>;
  organisation_settings: OrganisationSettings;
  organisation_name: string;
  closed: boolean;
};
type MembershipsRow = {
  person: { id: Id; name: string; email: string; language: string; picture: string | null; platform_administrator: boolean } | null;
  organisations: { organisationId: Id; name: string; role: Memberships["organisations"][number]["role"] }[];
  clinics: Memberships["clinics"];
};

function asClinic(row: ClinicRow | undefined): Clinic | null {
  if (!row) return null;
  const { id, organisation_id: organisationId, slug, name, organisation_name: organisationName, closed } = row;
  // The layers of decision 0011.
  return { id, organisationId, slug, name, organisationName, closed, settings: settingsInForce(row.inherited, liveDefaults(row.organisation_settings), row.settings) };
}

function asMember(personId: Id, { person, organisations, clinics }: MembershipsRow): Member | null {
  if (!person) return null;
  const { id, name, email, language, picture, platform_administrator: platformAdministrator } = person;
  return {
    personId,
    platformAdministrator,
    organisations,
    clinics,
    person: { id, name, email, language, picture },
    organisationNames: new Map(organisations.map((each) => [each.organisationId, each.name])),
  };
}
