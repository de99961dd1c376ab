-- Who is invited to an organisation or a clinic, and the look-ups by which people are found.

create table tenant.membership_invitation (
  id uuid primary key,
  organisation_id uuid not null references tenant.organisation,
  -- Null: a role of the organisation itself.
  clinic_id uuid references tenant.clinic on delete cascade,
  email text not null check (email = lower(email)),
  role text not null check (role in ('administrator', 'coordinator', 'reporter', 'clinicAdministrator', 'clinicClerk', 'teamMember', 'serviceReferrer')),
  permissions text[] not null default '{}',
  -- One for each mail that was sent: whichever the person finds works while the invitation is open.
  token_hashes bytea[] not null,
  by_id uuid not null,
  created_at bigint not null,
  sent_at bigint not null,
  expires_at bigint not null,
  accepted_at bigint,
  withdrawn_at bigint,
  check ((clinic_id is null) = (role in ('administrator', 'coordinator', 'reporter')))
);
create unique index one_pending_invitation on tenant.membership_invitation (organisation_id, coalesce(clinic_id, '00000000-0000-0000-0000-000000000000'), email)
  where accepted_at is null and withdrawn_at is null;
create index on tenant.membership_invitation (email) where accepted_at is null and withdrawn_at is null;
create index on tenant.membership_invitation (clinic_id);
create index on tenant.membership_invitation using gin (token_hashes);
create index on tenant.clinic_member (person_id);
create index on tenant.organisation_member (person_id);
create index on tenant.clinic_member (organisation_id);

alter table tenant.membership_invitation enable row level security;
alter table tenant.membership_invitation force row level security;
create policy own_organisations on tenant.membership_invitation to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.membership_invitation for select to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.membership_invitation to anteroom_tenant;
grant select on tenant.membership_invitation to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create function tenant.people_by_address(wanted text[]) returns table (id uuid, name text, email text, language text)
  language sql stable security definer set search_path = tenant
  as $$ select p.id, p.name, p.email, p.language from person p where p.email = any(wanted) $$;

-- Every word must stand in one of the texts.
create function tenant.has_words(words text[], texts text) returns boolean
  language sql immutable parallel safe
  as $$ select coalesce(bool_and(position(lower(w) in lower(texts)) > 0), true) from unnest(words) w $$;

-- People are read through a membership in the organisations of whoever asks, never by themselves.
create function tenant.clinic_team(wanted uuid, words text[], most integer, skipped integer) returns table (person_id uuid, name text, email text, role text, permissions text[], total bigint)
  language sql stable security definer set search_path = tenant
  as $$
    select p.id, p.name, p.email, m.role, m.permissions, count(*) over ()
    from clinic_member m join person p on p.id = m.person_id
    where m.clinic_id = wanted and m.organisation_id = any(asking_organisations()) and has_words(words, p.name || ' ' || p.email)
    order by lower(p.name), p.id limit most offset skipped
  $$;

-- Everybody with a role in the organisation or in one of its clinics. `which`: all, or one role in the organisation.
create function tenant.organisation_people(wanted uuid, words text[], which text, most integer, skipped integer)
  returns table (person_id uuid, name text, email text, role text, clinics jsonb, total bigint)
  language sql stable security definer set search_path = tenant
  as $$
    with found as (
      select p.id, p.name, p.email, m.role
      from (select x.person_id from organisation_member x where x.organisation_id = wanted union select y.person_id from clinic_member y where y.organisation_id = wanted) z
      join person p on p.id = z.person_id
      left join organisation_member m on m.organisation_id = wanted and m.person_id = p.id
      where wanted = any(asking_organisations()) and (which = 'all' or m.role = which) and has_words(words, p.name || ' ' || p.email)
    ), shown as (select f.*, count(*) over () as of_all from found f order by lower(f.name), f.id limit most offset skipped)
    select s.id, s.name, s.email, s.role, coalesce((
        select jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name, 'role', cm.role) order by c.name)
        from clinic_member cm join clinic c on c.id = cm.clinic_id where cm.person_id = s.id and cm.organisation_id = wanted), '[]'), s.of_all
    from shown s order by lower(s.name), s.id
  $$;

-- The invitation behind a link, with everything that waits for the same address.
create function tenant.membership_invitation_by_token(wanted bytea) returns jsonb
  language sql stable security definer set search_path = tenant
  as $$
    select jsonb_build_object(
      'id', i.id, 'organisationId', i.organisation_id, 'email', i.email, 'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at, 'withdrawnAt', i.withdrawn_at,
      'byName', coalesce((select name from person where id = i.by_id), ''),
      'personId', (select id from person where email = i.email),
      'places', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', j.id, 'organisationId', j.organisation_id, 'organisationName', o.name, 'clinicId', j.clinic_id, 'clinicName', c.name, 'slug', c.slug, 'role', j.role, 'permissions', j.permissions) order by o.name, c.name)
        from membership_invitation j join organisation o on o.id = j.organisation_id left join clinic c on c.id = j.clinic_id
        where j.email = i.email and j.accepted_at is null and j.withdrawn_at is null and (j.id = i.id or j.expires_at > (extract(epoch from now()) * 1000)::bigint) and o.closed_at is null), '[]'))
    from membership_invitation i where i.token_hashes @> array[wanted]
    -- An import gives one link for several places: what is still open counts.
    order by (i.accepted_at is null and i.withdrawn_at is null) desc, i.id limit 1
  $$;

create function tenant.organisation_of_membership_invitation(wanted uuid) returns uuid
  language sql stable security definer set search_path = tenant
  as $$ select organisation_id from membership_invitation where id = wanted $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;

-- An import of people goes on by itself; whoever started it asks how far it is.
create table jobs.people_import (
  id uuid primary key,
  organisation_id uuid not null,
  by_id uuid not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null,
  report jsonb,
  created_at timestamptz not null default now(),
  beat_at timestamptz not null default now()
);
grant select, insert, update, delete on jobs.people_import to anteroom_tenant;
