-- Pictures that people upload, made anew as WebP. Their name is the hash of what is in them, so that it cannot be guessed and never changes.
create table tenant.image (
  organisation_id uuid not null references tenant.organisation,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- Longest side in pixels.
  size integer not null,
  bytes bytea not null,
  uploaded_at bigint not null,
  primary key (organisation_id, hash, size)
);
alter table tenant.image alter column bytes set storage external;
create index on tenant.image (hash, size);
alter table tenant.image enable row level security;
alter table tenant.image force row level security;
create policy own_organisations on tenant.image to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.image for select to anteroom_lookup using (true);
create policy sweep on tenant.image for delete to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.image to anteroom_tenant;
grant select, delete on tenant.image to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- Whoever knows the hash may see it.
create function tenant.image_by_hash(wanted text, wanted_size integer) returns bytea
  language sql stable security definer set search_path = tenant
  as $$ select i.bytes from image i where i.hash = wanted and i.size = wanted_size limit 1 $$;

-- Removes what was uploaded before `before_at` and stands nowhere.
create function tenant.sweep_images(before_at bigint) returns void
  language sql security definer set search_path = tenant
  as $$
    delete from image i where i.uploaded_at < before_at
      and not exists (select from organisation o where o.id = i.organisation_id and o.settings ->> 'logo' = i.hash)
      and not exists (select from clinic c where c.organisation_id = i.organisation_id and c.settings ->> 'logo' = i.hash)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
