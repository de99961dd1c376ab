import { mayInClinic, mayInOrganisation } from "@anteroom/core/access";
import type { PersonView, RequestBody } from "@anteroom/core/protocol";
import type { SendRequest } from "../../link/index.ts";
import { membershipsOf } from "../frame/memberships.ts";

/** From where somebody writes. `clinics`: those that a message can be meant for. */
export type HubPlace = { name: string; clinics: readonly { id: string; name: string }[] } & ({ kind: "organisation"; organisationId: string } | { kind: "clinic"; slug: string });
type Asked = { after: string | undefined; find: string };
export type Letter = RequestBody<"POST /api/clinics/{slug}/hub">;

/** Organisations first, then clinics that the person administers. */
export function placesToWriteFrom(person: PersonView): HubPlace[] {
  const who = membershipsOf(person);
  const organisations = person.organisations
    .filter(({ id }) => mayInOrganisation(who, "writeToOrganisation", id))
    .map(({ id, name }): HubPlace => ({ kind: "organisation", organisationId: id, name, clinics: person.clinics.filter(({ organisationId }) => organisationId === id) }));
  const clinics = person.clinics
    .filter(({ id, organisationId }) => mayInClinic(who, "writeToClinic", { clinicId: id, organisationId }))
    .map(({ slug, name }): HubPlace => ({ kind: "clinic", slug, name, clinics: [] }));
  return [...organisations, ...clinics];
}

export const keyOf = (place: HubPlace) => (place.kind === "organisation" ? place.organisationId : place.slug);

/** The same three requests for both kinds of place. */
export function requestsOf(send: SendRequest, place: HubPlace) {
  if (place.kind === "organisation") {
    const params = { organisationId: place.organisationId };
    return {
      sent: (body: Asked) => send("GET /api/organisations/{organisationId}/hub", { params, body }),
      find: (words: string) => send("GET /api/organisations/{organisationId}/hub/recipients", { params, body: { words } }),
      write: (body: Letter) => send("POST /api/organisations/{organisationId}/hub", { params, body }),
    };
  }
  const params = { slug: place.slug };
  return {
    sent: (body: Asked) => send("GET /api/clinics/{slug}/hub", { params, body }),
    find: (words: string) => send("GET /api/clinics/{slug}/hub/recipients", { params, body: { words } }),
    write: (body: Letter) => send("POST /api/clinics/{slug}/hub", { params, body }),
  };
}
