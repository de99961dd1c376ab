-- A clinic may get another short link; the one it had goes on leading to it, because posters with it hang on walls.
create table tenant.old_short_code (
  code text primary key,
  organisation_id uuid not null references tenant.organisation,
  clinic_id uuid not null references tenant.clinic,
  replaced_at bigint not null
);
create index on tenant.old_short_code (clinic_id);
alter table tenant.old_short_code enable row level security;
alter table tenant.old_short_code force row level security;
create policy own_organisations on tenant.old_short_code to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.old_short_code for select to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.old_short_code to anteroom_tenant;
grant select on tenant.old_short_code to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;
create or replace function tenant.slug_of_short_code(wanted text) returns text
  language sql stable security definer set search_path = tenant
  as $$
    select c.slug from clinic c
    where c.deleted_at is null
      and c.id = coalesce((select n.id from clinic n where n.short_code = wanted and n.deleted_at is null), (select old.clinic_id from old_short_code old where old.code = wanted))
  $$;
reset role;
revoke create on schema tenant from anteroom_lookup;
