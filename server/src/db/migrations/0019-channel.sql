-- What members of a clinic write to each other; no guest ever reads it (docs/decisions/0024).

-- Held by whoever writes until the commit: so numbers have no gaps and appear in their order.
create table tenant.channel (
  clinic_id uuid primary key references tenant.clinic on delete cascade,
  organisation_id uuid not null references tenant.organisation,
  latest bigint not null
);

create table tenant.channel_message (
  id uuid primary key,
  organisation_id uuid not null,
  clinic_id uuid not null references tenant.channel on delete cascade,
  number bigint not null,
  at bigint not null,
  by_id uuid not null,
  -- All three null: whoever wrote it has removed it.
  key_hour text,
  wrapped_key bytea,
  sealed bytea,
  unique (clinic_id, number)
);
create index on tenant.channel_message (at);

-- Up to which number somebody has read.
create table tenant.channel_read (
  clinic_id uuid not null references tenant.channel on delete cascade,
  organisation_id uuid not null,
  person_id uuid not null,
  number bigint not null,
  primary key (clinic_id, person_id)
);

do $$
declare name text;
begin
  foreach name in array array['channel', 'channel_message', 'channel_read'] loop
    execute format('alter table tenant.%I enable row level security', name);
    execute format('alter table tenant.%I force row level security', name);
    execute format('create policy own_organisations on tenant.%I to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()))', name);
    execute format('grant select, insert, update, delete on tenant.%I to anteroom_tenant', name);
  end loop;
end $$;

create policy look_up on tenant.channel_message for select to anteroom_lookup using (true);
grant select on tenant.channel_message to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create or replace function tenant.key_hours_in_use() returns setof text
  language sql stable security definer set search_path = tenant
  as $$ select key_hour from visit_detail union select key_hour from channel_message where key_hour is not null $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
