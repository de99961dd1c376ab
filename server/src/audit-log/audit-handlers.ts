import { mayInClinic, mayInOrganisation, mayOnPlatform } from "@anteroom/core/access";
import type { AuditFilter, AuditPage } from "@anteroom/core/protocol";
import type { Id } from "@anteroom/core/visit";
import { PLATFORM } from "../audit/index.ts";
import { type Directory, organisationsToAsk } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer, Asker, Handlers } from "../http/handler.ts";
import { notAllowed, notFound, type Refusal, refusalIn, type Senders } from "../visits/index.ts";
import { auditCsv } from "./audit-csv.ts";
import { namesInChoices, namesInLines } from "./names.ts";
import { readChoices, readLines, type Scope } from "./read-lines.ts";

type Deps = { database: Database; directory: Directory; senders: Senders };
type Place = "organisations/{organisationId}" | "clinics/{slug}" | "platform";
type Keys = `GET /api/${Place}/audit` | `GET /api/${Place}/audit/csv`;

const PAGE = 50;

/** The audit log for those who may read it: who, what, before and after, when, from where. */
export function createAuditHandlers(deps: Deps): Pick<Handlers, Keys> {
  const { database, directory, senders } = deps;

  async function ofOrganisation(asker: Asker, organisationId: Id): Promise<Scope | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const organisations = organisationsToAsk(who.member, organisationId);
    return mayInOrganisation(who.member, "readOrganisationAudit", organisationId) ? { organisations, organisationId, clinicId: null } : refusalIn(who.member, organisationId);
  }

  async function ofClinic(asker: Asker, slug: string): Promise<Scope | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    const clinic = await directory.clinicBySlug(slug);
    if (!clinic) return notFound;
    const { id: clinicId, organisationId } = clinic;
    // Whoever reads the organisation's log may read the part of it that is about a clinic.
    if (!mayInClinic(who.member, "readClinicAudit", { clinicId, organisationId }) && !mayInOrganisation(who.member, "readOrganisationAudit", organisationId))
      return refusalIn(who.member, organisationId);
    return { organisations: organisationsToAsk(who.member, organisationId), organisationId, clinicId };
  }

  async function ofPlatform(asker: Asker): Promise<Scope | Refusal> {
    const who = await senders.member(asker);
    if ("ok" in who) return who;
    if (!mayOnPlatform(who.member, "manageOrganisations")) return notAllowed;
    return { organisations: organisationsToAsk(who.member, PLATFORM), organisationId: PLATFORM, clinicId: null };
  }

  async function page(scope: Scope | Refusal, { after, ...filter }: AuditFilter & { after?: Id | undefined }): Promise<Answer<AuditPage>> {
    if ("ok" in scope) return scope;
    const found = await readLines(database, scope, filter, after ?? null, PAGE + 1);
    const lines = found.slice(0, PAGE);
    const choices = await readChoices(database, scope);
    const known = await namesInChoices(deps, scope, [...choices.people, ...choices.clinics]);
    const listed = (ids: readonly Id[]) => ids.flatMap((id) => (known[id] ? [{ id, name: known[id] }] : [])).sort((a, b) => a.name.localeCompare(b.name));
    return {
      ok: true,
      reply: {
        lines,
        names: await namesInLines(deps, scope, lines),
        more: found.length > PAGE,
        people: listed(choices.people),
        clinics: scope.clinicId ? [] : listed(choices.clinics),
        actions: choices.actions,
      },
    };
  }

  function csv(scope: Scope | Refusal, filter: AuditFilter, name: string): Answer<{ file: true }> {
    if ("ok" in scope) return scope;
    return { ok: true, reply: { file: true }, download: { name: `changes-${name}.csv`, type: "text/csv; charset=utf-8", content: auditCsv(deps, scope, filter) } };
  }

  return {
    "GET /api/organisations/{organisationId}/audit": async ({ asker, params, body }) => page(await ofOrganisation(asker, params.organisationId), body),
    "GET /api/organisations/{organisationId}/audit/csv": async ({ asker, params, body }) => csv(await ofOrganisation(asker, params.organisationId), body, "organisation"),
    "GET /api/clinics/{slug}/audit": async ({ asker, params, body }) => page(await ofClinic(asker, params.slug), body),
    "GET /api/clinics/{slug}/audit/csv": async ({ asker, params, body }) => csv(await ofClinic(asker, params.slug), body, params.slug),
    "GET /api/platform/audit": async ({ asker, body }) => page(await ofPlatform(asker), body),
    "GET /api/platform/audit/csv": async ({ asker, body }) => csv(await ofPlatform(asker), body, "platform"),
  };
}
