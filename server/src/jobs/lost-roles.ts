import type { ClinicRights, Id } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Door } from "../visits/index.ts";

type Deps = { database: Database; directory: Directory; door: Door };
type LostRole = { id: number; person_id: Id; organisation_id: Id; clinic_id: Id | null };

const AT_ONCE = 200;

/** Whoever lost a right leaves the calls in which they sat by it (I7), also when no page of theirs is open any more. */
export async function actOnLostRoles({ database, directory, door }: Deps): Promise<void> {
  const lost = await database.query<LostRole>("select id, person_id, organisation_id, clinic_id from jobs.lost_role order by id limit $1", [AT_ONCE]);
  if (!lost.length) return;
  // What is known here may be a second old, and then it would seem that nothing was lost.
  directory.forget();
  for (const personId of new Set(lost.map((each) => each.person_id))) {
    const roles = lost.filter((each) => each.person_id === personId);
    await leaveByLostRoles({ database, directory, door }, personId, roles);
    await database.query("delete from jobs.lost_role where id = any($1)", [roles.map(({ id }) => id)]);
  }
}

async function leaveByLostRoles({ database, directory, door }: Deps, personId: Id, roles: readonly LostRole[]): Promise<void> {
  const behind = await database.query<{ organisation_id: Id; clinic_id: Id; is_room: boolean }>("select * from tenant.clinics_behind_seat_of($1)", [personId]);
  const [seat] = behind;
  if (!seat) return;
  const member = await directory.member(personId);
  const rights = member ? await directory.rights(member) : new Map<Id, ClinicRights>();
  const keepsClinicIds = [...rights].flatMap(([clinicId, { seeWaitingArea, rooms, ownRoom }]) => ((seat.is_room ? rooms || ownRoom : seeWaitingArea) ? [clinicId] : []));
  const organisations = [...new Set(behind.map((each) => each.organisation_id))];
  for (const { organisation_id: organisationId, clinic_id: clinicId } of behind) {
    const isOfRole = roles.some((role) => (role.clinic_id ?? clinicId) === clinicId && role.organisation_id === organisationId);
    // Who never had a right there sits by another's leave: only a right that was taken counts.
    if (isOfRole && !keepsClinicIds.includes(clinicId)) await door.runSystem({ type: "roleLost", personId, clinicId, keepsClinicIds }, organisations);
  }
}
