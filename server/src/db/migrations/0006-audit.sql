-- The audit log: where a change came from, and where its chain ends.

alter table tenant.audit
  -- Network address of whoever asked; null for what the product does of itself.
  add column source text,
  -- The clinic that a row is about, for those who may read the log of one clinic only.
  add column clinic_id uuid generated always as (coalesce(facts ->> 'clinicId', facts -> 'after' ->> 'clinicId', facts -> 'before' ->> 'clinicId')::uuid) stored;
create index on tenant.audit (organisation_id, id desc);

-- The last link of each chain, sealed with a key outside of the database: whoever deletes rows at the end cannot make it fit.
create table tenant.audit_head (
  organisation_id uuid primary key,
  seq bigint not null,
  hash bytea not null,
  seal bytea not null
);
alter table tenant.audit_head enable row level security;
alter table tenant.audit_head force row level security;
create policy own_organisations on tenant.audit_head to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.audit_head for select to anteroom_lookup using (true);
grant select, insert, update on tenant.audit_head to anteroom_tenant;
grant select on tenant.audit_head to anteroom_lookup;

-- A row is linked once; no command can link it anew.
create policy linked_once on tenant.audit as restrictive for update to anteroom_tenant using (seq is null) with check (seq is not null);

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create function tenant.audited_organisations() returns table (id uuid, name text)
  language sql stable security definer set search_path = tenant
  as $$
    select a.id, o.name from (select organisation_id as id from audit union select organisation_id from audit_head union select organisation.id from organisation) a
      left join organisation o on o.id = a.id order by o.name nulls first
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.audited_organisations() to anteroom_tenant;
