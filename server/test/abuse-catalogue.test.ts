import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTestDatabase, withAdmin } from "./test-database.ts";

/** What the database itself promises, asked of its own catalogue: a table or a function that is added later is held to it without being named here. */
let made: Awaited<ReturnType<typeof makeTestDatabase>>;
beforeAll(async () => {
  made = await makeTestDatabase();
});
afterAll(() => made.drop());
const asked = <R extends object>(sql: string) => withAdmin(made.adminUrl, async (admin) => (await admin.query<R>(sql)).rows);

describe("the tables of the organisations", () => {
  it("are all under row-level security, also for their owner", async () => {
    const rows = await asked<{ name: string; secured: boolean }>(
      "select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as secured from pg_class c where c.relnamespace = 'tenant'::regnamespace and c.relkind in ('r', 'p')",
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ secured }) => !secured)).toEqual([]);
  });
  it("are no less than those that members read anywhere: what nodes share beside them is read by jobs, by keys, or by those who run the platform", async () => {
    const open = await asked<{ name: string }>(
      "select c.relname as name from pg_class c where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity) order by 1",
    );
    expect(open.map(({ name }) => name)).toEqual(["attempt", "idempotency", "lost_role", "member_page", "node", "outbox", "topic", "topic_change"]);
  });
  it("show and take rows of the asking organisations only; nobody reads people", async () => {
    const policies = await asked<{ table: string; name: string; command: string; using: string | null; check: string | null }>(
      `select tablename as table, policyname as name, cmd as command, qual as using, with_check as check from pg_policies
        where schemaname = 'tenant' and permissive = 'PERMISSIVE' and ('anteroom_tenant' = any(roles) or 'public' = any(roles))`,
    );
    const isOwn = (rule: string | null) => /^\((organisation_)?id = ANY \(tenant\.asking_organisations\(\)\)\)$/.test(rule ?? "");
    expect(policies.filter(({ name, using, check }) => name !== "enrol" && !(isOwn(using) && isOwn(check)))).toEqual([]);
    // By the id itself only where the row is the organisation.
    expect(policies.filter(({ using }) => using?.startsWith("(id")).map(({ table }) => table)).toEqual(["organisation"]);
    expect(policies.filter(({ table }) => table === "person").map(({ name, command }) => [name, command])).toEqual([["enrol", "INSERT"]]);
  });
  it("belong to no role that the product connects with", async () => {
    const owners = await asked<{ owner: string }>("select distinct tableowner as owner from pg_tables where schemaname in ('tenant', 'jobs', 'auth')");
    for (const { owner } of owners) expect(owner).not.toMatch(/^anteroom_/);
  });
});

describe("the product's roles", () => {
  it("may neither pass row-level security nor become another role", async () => {
    const roles = await asked<{ name: string }>(
      "select rolname as name from pg_roles where rolname like 'anteroom_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
    );
    expect(roles).toEqual([]);
    expect(await asked("select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname in ('anteroom_tenant', 'anteroom_auth', 'anteroom_lookup')")).toEqual(
      [],
    );
    expect(await asked("select 1 from pg_roles where rolname = 'anteroom_lookup' and rolcanlogin")).toEqual([]);
  });
  it("keep accounts and organisations apart: neither reads the other's tables, and nobody makes anything new among the organisations", async () => {
    const reach = await asked<{ role: string; schema: string; table: string }>(
      `select r.role, t.schemaname as schema, t.tablename as table from (values ('anteroom_tenant', 'auth'), ('anteroom_auth', 'tenant'), ('anteroom_auth', 'jobs')) r (role, schema)
         join pg_tables t on t.schemaname = r.schema where has_table_privilege(r.role, format('%I.%I', t.schemaname, t.tablename), 'select, insert, update, delete')`,
    );
    expect(reach).toEqual([]);
    expect(
      await asked(
        "select 1 from (values ('anteroom_tenant', 'tenant'), ('anteroom_tenant', 'jobs'), ('anteroom_lookup', 'tenant'), ('anteroom_lookup', 'auth'), ('anteroom_tenant', 'public')) r (role, schema) where has_schema_privilege(r.role, r.schema, 'create')",
      ),
    ).toEqual([]);
  });
  it("cannot change or remove a line of the audit log, nor the end of a chain", async () => {
    const rights = await asked<{ table: string; what: string }>(
      `select t.name as table, p.what from (values ('tenant.audit'), ('tenant.audit_head')) t (name), (values ('delete'), ('truncate')) p (what)
         where has_table_privilege('anteroom_tenant', t.name, p.what) or has_table_privilege('anteroom_lookup', t.name, p.what)`,
    );
    expect(rights).toEqual([]);
    const columns = await asked<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'tenant.audit'::regclass and attnum > 0 and has_column_privilege('anteroom_tenant', attrelid, attnum, 'update')",
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(["hash", "seq"]);
  });
});

describe("functions that look across organisations", () => {
  it("run as a role that may read and hardly anything else, with a search path of their own", async () => {
    const functions = await asked<{ name: string; owner: string; path: string | null }>(
      "select p.proname as name, pg_get_userbyid(p.proowner) as owner, array_to_string(p.proconfig, ' ') as path from pg_proc p where p.prosecdef and p.pronamespace in ('tenant'::regnamespace, 'jobs'::regnamespace, 'auth'::regnamespace, 'public'::regnamespace)",
    );
    expect(functions.length).toBeGreaterThan(20);
    expect(functions.filter(({ owner, path }) => owner !== "anteroom_lookup" || !path?.includes("search_path="))).toEqual([]);
    const writes = await asked<{ right: string }>(
      `select t.schemaname || '.' || t.tablename || ' ' || p.what as right from pg_tables t, (values ('insert'), ('update'), ('delete'), ('truncate')) p (what)
         where t.schemaname in ('tenant', 'jobs', 'auth') and has_table_privilege('anteroom_lookup', format('%I.%I', t.schemaname, t.tablename), p.what) order by 1`,
    );
    expect(writes.map(({ right }) => right)).toEqual([
      // Of somebody whose organisation's own sign-in told another address.
      "auth.account delete",
      "auth.email_change delete",
      "auth.passkey delete",
      "auth.session delete",
      "auth.twoFactor delete",
      "auth.verification delete",
      "tenant.clinic_music delete",
      "tenant.face delete",
      "tenant.face insert",
      "tenant.image delete",
      "tenant.video delete",
    ]);
  });
  it("change an account's address for the accounts alone", async () => {
    expect(await asked("select 1 where has_function_privilege('anteroom_tenant', 'auth.confirm_email_change(bytea)', 'execute')")).toEqual([]);
  });
});
