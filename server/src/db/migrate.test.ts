import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startTestPostgres } from "../../test/postgres.ts";
import { databaseUrl, withAdmin } from "../../test/test-database.ts";
import { migrate } from "./migrate.ts";

it("an owner who may make schemas and roles and is no superuser starts again and again, and brings stored visits along", async () => {
  const { adminUrl, stop } = await startTestPostgres();
  try {
    await withAdmin(adminUrl, async (admin) => {
      await admin.query("create role hospital login createrole password 'word'");
      await admin.query("create database hospital owner hospital");
    });
    const own = new URL(databaseUrl(adminUrl, "hospital"));
    [own.username, own.password] = ["hospital", "word"];
    await migrate(own.href, "first");
    const sql = (text: string) => withAdmin(databaseUrl(adminUrl, "hospital"), (admin) => admin.query(text));
    // A visit of before clinics asked for their own consent.
    const [visit, organisation, clinic] = ["1", "2", "3"].map((n) => `01890000-0000-7000-8000-00000000000${n}`);
    await sql(`insert into tenant.visit (id, organisation_id, clinic_id, call_id, own_call_id, is_open, body) values ('${visit}', '${organisation}', '${clinic}', '${visit}', '${visit}', true, '{}');
      insert into tenant.stay (id, organisation_id, visit_id, clinic_id, is_open, began_at, body) values ('${visit}', '${organisation}', '${visit}', '${clinic}', true, 0, '{"began": {"how": "entered"}}');
      insert into tenant.organisation (id, name) values ('${organisation}', 'Hospital');
      insert into tenant.clinic (id, organisation_id, slug, name, settings) values ('${clinic}', '${organisation}', 'clinic', 'Clinic', '{"ownMusic": {"id": "${visit}", "title": "Rain"}}');
      insert into tenant.clinic_music (id, clinic_id, organisation_id, recording, title, uploaded_at) values ('${visit}', '${clinic}', '${organisation}', '', '', 0), ('${organisation}', '${clinic}', '${organisation}', '', '', 0);
      delete from anteroom.migration where name in ('0023-consent-of-each-clinic.sql', '0024-titles-of-own-music.sql')`);
    await migrate(own.href, "second");
    // The piece that the settings name, and no other.
    expect((await sql("select title from tenant.clinic_music order by id")).rows).toEqual([{ title: "Rain" }, { title: "" }]);
    expect((await sql("select body from tenant.visit")).rows).toEqual([{ body: { agreedIn: [clinic] } }]);
    const forced = await sql("select relname from pg_class where relnamespace = 'tenant'::regnamespace and relrowsecurity and not relforcerowsecurity");
    expect(forced.rows).toEqual([]);
  } finally {
    await stop();
  }
}, 60_000);

/** The tables whose rows a migration reads or changes while an owner who is no superuser sees none of them. */
function unseenIn(migration: string): string[] {
  const bare = migration.replaceAll(/\bas\s+\$(\w*)\$[\s\S]*?\$\1\$/gi, "as ''").replaceAll(/--.*$/gm, "");
  const seen = new Set<string>();
  const unseen = new Set<string>();
  for (const statement of bare.split(";")) {
    const [, open, not] = /alter table tenant\.(\w+) (no )?force row level security/i.exec(statement) ?? [];
    if (open && not) seen.add(open);
    else if (open) seen.delete(open);
    if (!/^\s*(do \$\w*\$.*?\b|begin\s+)?(update|delete|insert|with|merge)\b/is.test(statement)) continue;
    for (const [, table] of statement.matchAll(/tenant\.(\w+)\b(?!\()/g)) if (!seen.has(table!)) unseen.add(table!);
  }
  return [...unseen];
}

it("a migration that moves rows shows them to every owner first", () => {
  const folder = new URL("migrations/", import.meta.url);
  const wrong = readdirSync(folder).filter((name) => unseenIn(readFileSync(new URL(name, folder), "utf8")).length);
  // 0024 does over what this one missed.
  expect(wrong).toEqual(["0015-unsaved-music.sql"]);
  expect(unseenIn("update tenant.visit v set body = '{}' from tenant.stay s where s.visit_id = v.id")).toEqual(["visit", "stay"]);
  expect(unseenIn("do $$ begin update tenant.visit set body = '{}'; end $$")).toEqual(["visit"]);
});

it("installations on one server start at the same moment", async () => {
  const { adminUrl, stop } = await startTestPostgres();
  try {
    const databases = ["one", "two", "three", "four", "five", "six"];
    for (const name of databases) await withAdmin(adminUrl, (admin) => admin.query(`create database ${name}`));
    const start = () => Promise.all(databases.map((name) => migrate(databaseUrl(adminUrl, name), "word")));
    // The first time there is no role yet; from then on every start changes the same ones.
    for (let times = 0; times < 5; times += 1) await start();
    const { rows } = await withAdmin(adminUrl, (admin) => admin.query("select rolname, rolcanlogin from pg_roles where rolname like 'anteroom%' order by rolname"));
    expect(rows).toEqual([
      { rolname: "anteroom_auth", rolcanlogin: true },
      { rolname: "anteroom_lookup", rolcanlogin: false },
      { rolname: "anteroom_tenant", rolcanlogin: true },
    ]);
  } finally {
    await stop();
  }
}, 120_000);
