import type { Permission } from "@anteroom/core/access";
import { uuidv7 } from "uuidv7";
import { type Column, columns, everyTick, isClinicRole } from "../../../core/test/matrix.ts";
import type { App } from "../../src/app.ts";
import { Browser, type Installation } from "../running-app.ts";
import { withAdmin } from "../test-database.ts";

/** A clinic in its organisation; `otherSlug`: a second clinic of the same, where everybody of the cast may see callers. */
export type Place = { organisationId: string; clinicId: string; slug: string; otherSlug: string };
export type Player = { column: Column; permissions: readonly Permission[]; id: string; email: string; browser: Browser };
export type Stage = { url: string; app: App; adminUrl: string; own: Place; foreign: Place; players: readonly Player[] };

type Role = { column: Column; permissions: readonly Permission[] };
/** Each column of the matrix; those of a clinic once with every set of ticks. */
export const roles: readonly Role[] = columns.flatMap((column): Role[] =>
  isClinicRole(column) ? everyTick.map((permissions) => ({ column, permissions })) : [{ column, permissions: [] }],
);
export const nameOf = ({ column, permissions }: Role) => `${column}${permissions.length ? ` (${permissions.join(", ")})` : ""}`;

/** A player for each role in Cardiology of Marlow Valley; Bridge Street is foreign to all of them. */
export async function makeStage(installation: Installation): Promise<Stage> {
  const { url, app } = await installation.node();
  const places = await withAdmin(installation.adminUrl, (admin) =>
    admin.query<{ id: string; organisation_id: string; slug: string }>("select id, organisation_id, slug from tenant.clinic"),
  );
  const placeOf = (slug: string, otherSlug: string): Place => {
    const row = places.rows.find((each) => each.slug === slug)!;
    return { organisationId: row.organisation_id, clinicId: row.id, slug, otherSlug };
  };
  const own = placeOf("cardiology", "nephrology");
  const foreign = placeOf("bridge-street", "bridge-street");
  const source = places.rows.find((each) => each.slug === own.otherSlug)!;
  const players: Player[] = [];
  for (const [index, { column, permissions }] of roles.entries()) {
    const id = uuidv7();
    const email = `player${index}@marlow.example`;
    await withAdmin(installation.adminUrl, async (admin) => {
      await admin.query("insert into tenant.person (id, name, email, platform_administrator) values ($1, $2, $3, $4)", [id, `Player ${index}`, email, column === "platform"]);
      const { organisationId, clinicId } = own;
      if (isClinicRole(column))
        await admin.query("insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions) values ($1, $2, $3, $4, $5)", [
          clinicId,
          organisationId,
          id,
          column,
          permissions,
        ]);
      else if (column !== "platform")
        await admin.query("insert into tenant.organisation_member (organisation_id, person_id, role) values ($1, $2, $3)", [organisationId, id, column]);
      // To transfer INTO a clinic one must have the caller in another.
      await admin.query("insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions) values ($1, $2, $3, 'teamMember', '{waitingArea}')", [
        source.id,
        organisationId,
        id,
      ]);
    });
    await app.accounts.createAccount({ id, email, name: `Player ${index}`, password: `password-of-player-${index}` });
    players.push({ column, permissions, id, email, browser: await new Browser(url).signsIn({ email, password: `password-of-player-${index}` }) });
  }
  return { url, app, adminUrl: installation.adminUrl, own, foreign, players };
}
