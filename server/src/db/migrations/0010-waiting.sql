-- A clinic's own piece for its waiting room: samples made anew, never what was uploaded (docs/decisions/0015).
create table tenant.clinic_music (
  clinic_id uuid primary key references tenant.clinic,
  organisation_id uuid not null references tenant.organisation,
  -- Another for each upload, so that what browsers keep is never the one before.
  id uuid not null,
  recording bytea not null check (octet_length(recording) < 600000)
);
alter table tenant.clinic_music enable row level security;
alter table tenant.clinic_music force row level security;
create policy own_organisations on tenant.clinic_music to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.clinic_music for select to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.clinic_music to anteroom_tenant;
grant select on tenant.clinic_music to anteroom_lookup;
