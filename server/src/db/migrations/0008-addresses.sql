-- A clinic may get another slug; the one it had leads to it for as long as it is kept, because letters with it are about.
create table tenant.old_slug (
  slug text primary key,
  organisation_id uuid not null references tenant.organisation,
  clinic_id uuid not null references tenant.clinic,
  replaced_at bigint not null
);
create index on tenant.old_slug (clinic_id);
create index on tenant.old_slug (tenant.slug_shape(slug));
alter table tenant.old_slug enable row level security;
alter table tenant.old_slug force row level security;
create policy own_organisations on tenant.old_slug to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.old_slug for select to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.old_slug to anteroom_tenant;
grant select on tenant.old_slug to anteroom_lookup;

-- What stands behind /s/ and leads to the clinic.
alter table tenant.clinic add column short_code text check (short_code ~ '^[a-z0-9][a-z0-9-]{1,28}[a-z0-9]$');
create unique index clinic_short_code on tenant.clinic (short_code) where deleted_at is null;

-- ── looking across organisations ──

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create or replace function tenant.clinic_by_slug(wanted text) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, inherited jsonb, organisation_settings jsonb, organisation_name text, closed boolean)
  language sql stable security definer set search_path = tenant
  as $$
    select c.id, c.organisation_id, c.slug, c.name, c.settings, c.inherited, o.settings, o.name, o.closed_at is not null
    from clinic c join organisation o on o.id = c.organisation_id
    where c.deleted_at is null
      and c.id = coalesce((select n.id from clinic n where n.slug = wanted and n.deleted_at is null), (select old.clinic_id from old_slug old where old.slug = wanted))
  $$;

create function tenant.slug_of_short_code(wanted text) returns text
  language sql stable security definer set search_path = tenant
  as $$ select c.slug from clinic c where c.short_code = wanted and c.deleted_at is null $$;

drop function tenant.slug_neighbours(text);
-- Clinics that stand in the way of a slug: under the same, or under one that looks alike, now or earlier.
create function tenant.slug_neighbours(wanted text) returns table (slug text, organisation_id uuid, clinic_id uuid, deleted boolean)
  language sql stable security definer set search_path = tenant
  as $$
    select c.slug, c.organisation_id, c.id, c.deleted_at is not null from clinic c where tenant.slug_shape(c.slug) = tenant.slug_shape(wanted)
    union all
    select old.slug, c.organisation_id, c.id, c.deleted_at is not null from old_slug old join clinic c on c.id = old.clinic_id where tenant.slug_shape(old.slug) = tenant.slug_shape(wanted)
  $$;

drop function tenant.clinic_name_taken(text);
create function tenant.clinic_name_taken(wanted text, except_for uuid default null) returns boolean
  language sql stable security definer set search_path = tenant
  as $$ select exists (select from clinic c where lower(c.name) = lower(wanted) and c.deleted_at is null and c.id is distinct from except_for) $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
