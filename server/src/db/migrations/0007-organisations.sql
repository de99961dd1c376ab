-- Organisations and clinics that come and go, and the settings of an organisation.

alter table tenant.organisation
  add column settings jsonb not null default '{}',
  add column created_at timestamptz not null default now();

-- A deleted clinic stays for the reports of the past; its slug can be used again by its own organisation only.
alter table tenant.clinic add column deleted_at timestamptz;
alter table tenant.clinic drop constraint clinic_slug_key;
create unique index clinic_slug on tenant.clinic (slug) where deleted_at is null;
create unique index clinic_name on tenant.clinic (lower(name)) where deleted_at is null;

-- A shape that two slugs share when an eye takes one for the other.
create function tenant.slug_shape(slug text) returns text language sql immutable parallel safe
  as $$ select translate(replace(replace(replace(slug, '-', ''), 'rn', 'm'), 'vv', 'w'), '01i', 'oll') $$;
grant execute on function tenant.slug_shape(text) to anteroom_tenant, anteroom_lookup;
create index clinic_slug_shape on tenant.clinic (tenant.slug_shape(slug));

-- ── looking across organisations ──

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

drop function tenant.clinic_by_slug(text);
create function tenant.clinic_by_slug(wanted text) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, inherited jsonb, organisation_settings jsonb, organisation_name text, closed boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.id, c.organisation_id, c.slug, c.name, c.settings, c.inherited, o.settings, o.name, o.closed_at is not null from clinic c join organisation o on o.id = c.organisation_id where c.slug = wanted and c.deleted_at is null $$;

-- Also a deleted one: visits of the past have its rules.
drop function tenant.clinic_by_id(uuid);
create function tenant.clinic_by_id(wanted uuid) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, inherited jsonb, organisation_settings jsonb, organisation_name text, closed boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.id, c.organisation_id, c.slug, c.name, c.settings, c.inherited, o.settings, o.name, o.closed_at is not null or c.deleted_at is not null from clinic c join organisation o on o.id = c.organisation_id where c.id = wanted $$;

-- Clinics that stand in the way of a slug: under the same, or under one that looks alike.
create function tenant.slug_neighbours(wanted text) returns table (slug text, organisation_id uuid, deleted boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.slug, c.organisation_id, c.deleted_at is not null from clinic c where tenant.slug_shape(c.slug) = tenant.slug_shape(wanted) $$;

create function tenant.clinic_name_taken(wanted text) returns boolean
  language sql stable security definer set search_path = tenant
  as $$ select exists (select from clinic c where lower(c.name) = lower(wanted) and c.deleted_at is null) $$;

create function tenant.has_platform_administrator() returns boolean
  language sql stable security definer set search_path = tenant
  as $$ select exists (select from person where platform_administrator) $$;

create function tenant.platform_organisations() returns table (id uuid, name text, created_at timestamptz, closed_at timestamptz, pending_administrator text, clinics integer, people integer)
  language sql stable security definer set search_path = tenant
  as $$
    select o.id, o.name, o.created_at, o.closed_at,
      -- Who was invited to administer it, while nobody does.
      (select i.email from membership_invitation i where i.organisation_id = o.id and i.role = 'administrator' and i.accepted_at is null and i.withdrawn_at is null
         and not exists (select from organisation_member a where a.organisation_id = o.id and a.role = 'administrator') order by i.created_at limit 1),
      (select count(*)::int from clinic c where c.organisation_id = o.id and c.deleted_at is null),
      (select count(*)::int from (select m.person_id from organisation_member m where m.organisation_id = o.id union select m.person_id from clinic_member m where m.organisation_id = o.id) p)
    from organisation o order by lower(o.name), o.id
  $$;

-- Open visits of clinics that are deleted or whose organisation is closed, with every organisation that has a part in their calls.
create function tenant.visits_left_behind(most integer) returns table (id uuid, organisations uuid[])
  language sql stable security definer set search_path = tenant
  as $$
    select v.id, array(
        select x.organisation_id from visit x where x.is_open and (x.call_id in (v.call_id, v.own_call_id, v.handover_call_id) or x.handover_call_id in (v.call_id, v.handover_call_id))
        union select k.organisation_id from call k where k.id in (v.call_id, v.own_call_id, v.handover_call_id)
        union select h.organisation_id from clinic h where h.id = v.handover_clinic_id)
    from visit v
    where v.is_open and v.clinic_id in (select c.id from clinic c join organisation o on o.id = c.organisation_id where c.deleted_at is not null or o.closed_at is not null)
    limit most
  $$;

create function tenant.unchained_audit() returns table (waiting integer, oldest bigint)
  language sql stable security definer set search_path = tenant
  as $$ select count(*)::int, min(a.at) from audit a where a.seq is null $$;

create function tenant.overdue(now bigint) returns table (waiting integer, oldest bigint)
  language sql stable security definer set search_path = tenant
  as $$
    select count(*)::int, min(due_at) from (
      select due_at from visit where due_at <= now union all select due_at from seat where due_at <= now union all select due_at from call where due_at <= now) d
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
