import { randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uuidv7 } from "uuidv7";
import type { Accounts } from "../accounts/index.ts";
import type { Database } from "../db/index.ts";
import { CLINICS, ORGANISATIONS, PEOPLE } from "./hospital.ts";

type Deps = { database: Database; accounts: Accounts; dataDir: string; publicUrl: string; say: (sentence: string) => void };
type Listed = {
  url: string;
  clinics: { name: string; slug: string; link: string }[];
  people: { name: string; email: string; password: string; role: string; clinics: string[] }[];
};

const MAIL_DOMAIN = "demo.anteroom.example";
// Without letters and digits that are taken for each other.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Fills the demonstration hospital once; afterwards says again where its people are written down. */
export async function fillDemonstration({ database, accounts, dataDir, publicUrl, say }: Deps): Promise<void> {
  const path = join(dataDir, "demo.json");
  if (existsSync(path)) {
    const listed = JSON.parse(readFileSync(path, "utf8")) as Listed;
    // The address may be another one than at the first start.
    const links = { url: publicUrl, clinics: listed.clinics.map((clinic) => ({ ...clinic, link: `${publicUrl}/c/${clinic.slug}` })) };
    if (listed.url !== publicUrl) writeFileSync(path, `${JSON.stringify({ ...listed, ...links }, null, 2)}\n`, { mode: 0o600 });
    say(`The demonstration hospital is there; who may sign in stands in ${path}`);
    return;
  }
  const organisationIds = new Map(ORGANISATIONS.map((name) => [name as string, uuidv7()]));
  const idOf = (organisation: string) => organisationIds.get(organisation) ?? "";
  const clinicIds = new Map(CLINICS.map((clinic) => [clinic.slug, uuidv7()]));
  const listed: Listed = { url: publicUrl, clinics: CLINICS.map(({ name, slug }) => ({ name, slug, link: `${publicUrl}/c/${slug}` })), people: [] };

  await database.transact([...organisationIds.values()], async (transaction) => {
    for (const [name, id] of organisationIds) await transaction.query("insert into tenant.organisation (id, name) values ($1, $2)", [id, name]);
    for (const { slug, name, organisation, settings } of CLINICS) {
      await transaction.query("insert into tenant.clinic (id, organisation_id, slug, name, settings) values ($1, $2, $3, $4, $5)", [
        clinicIds.get(slug),
        idOf(organisation),
        slug,
        name,
        JSON.stringify(settings),
      ]);
    }
    for (const { name, mailbox, platformAdministrator = false, organisationRole, clinics } of PEOPLE) {
      const id = uuidv7();
      const email = `${mailbox}@${MAIL_DOMAIN}`;
      const password = newPassword();
      await transaction.query("insert into tenant.person (id, name, email, platform_administrator) values ($1, $2, $3, $4)", [id, name, email, platformAdministrator]);
      if (organisationRole)
        await transaction.query("insert into tenant.organisation_member (organisation_id, person_id, role) values ($1, $2, $3)", [
          idOf(organisationRole.organisation),
          id,
          organisationRole.role,
        ]);
      for (const { slug, role, permissions } of clinics) {
        const organisation = CLINICS.find((clinic) => clinic.slug === slug)?.organisation ?? "";
        await transaction.query("insert into tenant.clinic_member (clinic_id, organisation_id, person_id, role, permissions) values ($1, $2, $3, $4, $5)", [
          clinicIds.get(slug),
          idOf(organisation),
          id,
          role,
          permissions,
        ]);
      }
      await accounts.createAccount({ id, email, name, password });
      listed.people.push({
        name,
        email,
        password,
        role: platformAdministrator ? "platformAdministrator" : (organisationRole?.role ?? clinics[0]?.role ?? ""),
        clinics: clinics.map(({ slug }) => slug),
      });
    }
  });
  writeFileSync(path, `${JSON.stringify(listed, null, 2)}\n`, { mode: 0o600, flag: "wx" });

  say("The demonstration hospital is ready. Its people, with passwords made for this installation alone:");
  for (const { name, email, password, role, clinics } of listed.people)
    say(`  ${email.padEnd(42)} ${password}   ${name}, ${role}${clinics.length ? ` (${clinics.join(", ")})` : ""}`);
  say(`They stand in ${path} too. A caller's link: ${listed.clinics[0]?.link}`);
}

function newPassword(): string {
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("")).join("-");
}
