-- What a clinic took over from its organisation when it was made; what it changed itself stands in `settings`.
alter table tenant.clinic add column inherited jsonb not null default '{}';

-- Settings are saved by section: who did it last, and at which version, so that nobody overwrites another's change unseen.
create table tenant.settings_section (
  organisation_id uuid not null references tenant.organisation,
  -- A clinic, or the organisation itself.
  subject_id uuid not null,
  section text not null,
  version integer not null,
  changed_by uuid not null,
  changed_at bigint not null,
  primary key (subject_id, section)
);
alter table tenant.settings_section enable row level security;
alter table tenant.settings_section force row level security;
create policy own_organisations on tenant.settings_section to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.settings_section for select to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.settings_section to anteroom_tenant;
grant select on tenant.settings_section to anteroom_lookup;

create or replace function tenant.clinic_by_slug(wanted text) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, organisation_name text, organisation_closed boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.id, c.organisation_id, c.slug, c.name, c.inherited || c.settings, o.name, o.closed_at is not null from clinic c join organisation o on o.id = c.organisation_id where c.slug = wanted $$;

create or replace function tenant.clinic_by_id(wanted uuid) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, organisation_name text, organisation_closed boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.id, c.organisation_id, c.slug, c.name, c.inherited || c.settings, o.name, o.closed_at is not null from clinic c join organisation o on o.id = c.organisation_id where c.id = wanted $$;
