-- Signing in by an organisation's own identity provider (OpenID Connect), found by the domain of an e-mail address.

create table tenant.single_sign_on (
  organisation_id uuid primary key references tenant.organisation on delete cascade,
  is_on boolean not null default false,
  issuer text not null default '',
  client_id text not null default '',
  -- Sealed with a key that is not in the database; shown to nobody again.
  secret bytea,
  -- As the provider told when it was saved: nothing is asked of it again that it could change unseen.
  endpoints jsonb
);
-- A domain belongs to one organisation of the installation.
create table tenant.sign_in_domain (
  domain text primary key,
  organisation_id uuid not null references tenant.organisation on delete cascade
);
create index on tenant.sign_in_domain (organisation_id);

do $$
declare name text;
begin
  foreach name in array array['single_sign_on', 'sign_in_domain'] loop
    execute format('alter table tenant.%I enable row level security', name);
    execute format('alter table tenant.%I force row level security', name);
    execute format('create policy own_organisations on tenant.%I to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()))', name);
    execute format('create policy look_up on tenant.%I for select to anteroom_lookup using (true)', name);
    execute format('grant select, insert, update, delete on tenant.%I to anteroom_tenant', name);
    execute format('grant select on tenant.%I to anteroom_lookup', name);
  end loop;
end $$;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- Providers that are on, of open organisations.
create function tenant.identity_provider(wanted uuid) returns table (organisation_id uuid, issuer text, client_id text, secret bytea, endpoints jsonb)
  language sql stable security definer set search_path = tenant
  as $$
    select s.organisation_id, s.issuer, s.client_id, s.secret, s.endpoints from single_sign_on s join organisation o on o.id = s.organisation_id
      where s.organisation_id = wanted and s.is_on and o.closed_at is null
  $$;

create function tenant.sign_on_of_domain(wanted text) returns table (organisation_id uuid, name text)
  language sql stable security definer set search_path = tenant
  as $$
    select o.id, o.name from sign_in_domain d join single_sign_on s on s.organisation_id = d.organisation_id and s.is_on join organisation o on o.id = d.organisation_id and o.closed_at is null
      where d.domain = wanted
  $$;

-- Whether this organisation's provider may speak for this person: one of its people, with an address in one of its domains. Never for those who
-- run the platform: whoever sets up a provider for one organisation would be able to come as them.
create function tenant.signs_on_at(person uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = tenant
  as $$
    select exists (select from person p join sign_in_domain d on d.domain = split_part(p.email, '@', 2) and d.organisation_id = organisation
        where p.id = person and not p.platform_administrator)
      and exists (select from organisation_member m where m.person_id = person and m.organisation_id = organisation
        union all select from clinic_member m where m.person_id = person and m.organisation_id = organisation)
  $$;

-- Whether the product's own ways in are closed to whoever has this address. Never to those who run the platform: they could not mend it.
create function tenant.must_sign_on(address text) returns boolean
  language sql stable security definer set search_path = tenant
  as $$
    select exists (select from person p, tenant.sign_on_of_domain(split_part(p.email, '@', 2)) o
      where p.email = address and not p.platform_administrator and tenant.signs_on_at(p.id, o.organisation_id))
  $$;

create function tenant.email_of(person uuid) returns text
  language sql stable security definer set search_path = tenant
  as $$ select p.email from person p where p.id = person $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;

-- The library asks for it at start and never finds anything in it: providers are given to it from ours.
create table auth."ssoProvider" (
  id text primary key,
  issuer text not null,
  "oidcConfig" text,
  "samlConfig" text,
  "userId" uuid references auth."user" on delete cascade,
  "providerId" text not null unique,
  "organizationId" text,
  domain text not null
);
grant select on auth."ssoProvider" to anteroom_auth;
