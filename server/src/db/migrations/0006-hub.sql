-- The message hub: from administrators of an organisation or clinic to its people.

create table tenant.hub_message (
  id uuid primary key,
  organisation_id uuid not null references tenant.organisation,
  -- Null: from the organisation itself.
  clinic_id uuid references tenant.clinic on delete cascade,
  by_id uuid not null,
  at bigint not null,
  title text not null,
  body text not null,
  audience text not null check (audience in ('everyone', 'clinic', 'people')),
  to_clinic_id uuid
);
create index on tenant.hub_message (organisation_id, id desc);

-- Whom it went to is settled when it is sent: who comes later was not meant.
create table tenant.hub_recipient (
  message_id uuid not null references tenant.hub_message on delete cascade,
  organisation_id uuid not null,
  person_id uuid not null,
  read_at bigint,
  primary key (message_id, person_id)
);
create index on tenant.hub_recipient (person_id, message_id desc);
create index on tenant.hub_recipient (person_id) where read_at is null;

do $$
declare name text;
begin
  foreach name in array array['hub_message', 'hub_recipient'] loop
    execute format('alter table tenant.%I enable row level security', name);
    execute format('alter table tenant.%I force row level security', name);
    execute format('create policy own_organisations on tenant.%I to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()))', name);
    execute format('grant select, insert, update, delete on tenant.%I to anteroom_tenant', name);
  end loop;
end $$;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- People have no organisation of their own; this shows those of the asking ones only. `in_clinic` null: of the whole organisation.
create function tenant.people_of(organisation uuid, in_clinic uuid) returns table (id uuid, name text, email text)
  language sql stable security definer set search_path = tenant
  as $$
    select p.id, p.name, p.email from person p
      where organisation = any(tenant.asking_organisations()) and (
        exists (select 1 from clinic_member m where m.person_id = p.id and m.organisation_id = organisation and (in_clinic is null or m.clinic_id = in_clinic))
        or in_clinic is null and exists (select 1 from organisation_member m where m.person_id = p.id and m.organisation_id = organisation))
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.people_of(uuid, uuid) to anteroom_tenant;
