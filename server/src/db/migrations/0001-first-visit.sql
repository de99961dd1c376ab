-- Schemas with a role each: `tenant` holds what belongs to organisations, `jobs` what the nodes share, `auth` the accounts.
-- anteroom_lookup owns the few functions that may look across organisations: by slug, token or session.

create schema tenant;
create schema jobs;
create schema auth;

grant usage on schema tenant to anteroom_tenant, anteroom_lookup;
grant usage on schema jobs to anteroom_tenant, anteroom_lookup;
grant usage, create on schema auth to anteroom_auth;

-- The organisations of whoever asks, set for one transaction. Missing is an error, not an empty answer.
create function tenant.asking_organisations() returns uuid[] language sql stable parallel safe
  as $$ select string_to_array(current_setting('app.organisations'), ',')::uuid[] $$;

-- ── structure ──

create table tenant.organisation (
  id uuid primary key,
  name text not null,
  closed_at timestamptz
);

create table tenant.clinic (
  id uuid primary key,
  organisation_id uuid not null references tenant.organisation,
  -- A clinic is its waiting area: exactly one, made with it.
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$'),
  name text not null,
  settings jsonb not null default '{}'
);
create index on tenant.clinic (organisation_id);

create table tenant.person (
  id uuid primary key,
  name text not null,
  email text not null unique,
  language text not null default 'en',
  platform_administrator boolean not null default false
);

create table tenant.organisation_member (
  organisation_id uuid not null references tenant.organisation,
  person_id uuid not null references tenant.person,
  role text not null check (role in ('administrator', 'coordinator', 'reporter')),
  primary key (organisation_id, person_id)
);

create table tenant.clinic_member (
  clinic_id uuid not null references tenant.clinic,
  organisation_id uuid not null references tenant.organisation,
  person_id uuid not null references tenant.person,
  role text not null check (role in ('clinicAdministrator', 'clinicClerk', 'teamMember', 'serviceReferrer')),
  permissions text[] not null default '{}',
  primary key (clinic_id, person_id)
);

-- ── visits, calls, seats: the body is the thing as core knows it, the columns are what is looked up ──

create table tenant.visit (
  id uuid primary key,
  organisation_id uuid not null,
  clinic_id uuid not null,
  call_id uuid not null,
  own_call_id uuid not null,
  handover_call_id uuid,
  handover_clinic_id uuid,
  is_open boolean not null,
  due_at bigint,
  version integer not null default 1,
  body jsonb not null
);
create index on tenant.visit (clinic_id) where is_open;
create index on tenant.visit (clinic_id, id);
create index on tenant.visit (call_id) where is_open;
create index on tenant.visit (own_call_id);
create index on tenant.visit (handover_call_id) where handover_call_id is not null;
create index on tenant.visit (handover_clinic_id) where handover_clinic_id is not null;
create index on tenant.visit (due_at) where due_at is not null;

create table tenant.stay (
  id uuid primary key,
  organisation_id uuid not null,
  visit_id uuid not null,
  clinic_id uuid not null,
  is_open boolean not null,
  began_at bigint not null,
  ended_at bigint,
  body jsonb not null
);
create unique index one_open_stay on tenant.stay (visit_id) where is_open;
create index on tenant.stay (visit_id);
create index on tenant.stay (clinic_id, ended_at);

create table tenant.call (
  id uuid primary key,
  organisation_id uuid not null,
  clinic_id uuid not null,
  is_open boolean not null,
  due_at bigint,
  version integer not null default 1,
  body jsonb not null
);
create index on tenant.call (due_at) where due_at is not null;

create table tenant.seat (
  id uuid primary key,
  organisation_id uuid not null,
  call_id uuid not null,
  visit_id uuid,
  person_id uuid,
  is_live boolean not null,
  is_caller boolean not null,
  is_in boolean not null,
  due_at bigint,
  version integer not null default 1,
  body jsonb not null,
  -- Who sits: a guest's name, sealed with the key of the visit.
  sealed_name bytea,
  -- The page that is live for this seat, and the node that holds its connection.
  page_id text,
  node_id uuid,
  connection_id uuid
);
create index on tenant.seat (call_id) where is_live;
create index on tenant.seat (visit_id) where is_live;
create index on tenant.seat (person_id) where is_live;
create index on tenant.seat (node_id) where is_live;
create index on tenant.seat (due_at) where due_at is not null;
create unique index one_live_caller on tenant.seat (visit_id) where is_live and is_caller;
create unique index one_seat_at_a_time on tenant.seat (person_id) where is_in and person_id is not null;

-- What a caller typed, sealed with a key of the visit, which is wrapped by an hourly key kept outside the database.
create table tenant.visit_detail (
  visit_id uuid primary key,
  organisation_id uuid not null,
  key_hour text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  -- Says nothing of who it is; equal names in one clinic have equal marks.
  name_mark bytea not null,
  same_name_number integer not null default 1,
  language text not null,
  interpreter boolean not null,
  readiness jsonb not null,
  version integer not null default 1
);
create index on tenant.visit_detail (name_mark);
create index on tenant.visit_detail (key_hour);

create table tenant.message (
  id uuid primary key,
  organisation_id uuid not null,
  visit_id uuid not null,
  at bigint not null,
  from_clinic boolean not null,
  by_id uuid,
  sealed bytea not null,
  is_read boolean not null default false
);
create index on tenant.message (visit_id, at);

create table tenant.activity (
  id uuid primary key,
  organisation_id uuid not null,
  visit_id uuid not null,
  clinic_id uuid not null,
  at bigint not null,
  by_kind text not null,
  by_id uuid,
  what jsonb not null
);
create index on tenant.activity (visit_id, id);

create table tenant.invitation (
  id uuid primary key,
  organisation_id uuid not null,
  token_hash bytea not null unique,
  call_id uuid not null,
  visit_id uuid not null,
  by_id uuid not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  revoked_at bigint
);
create index on tenant.invitation (call_id);
create index on tenant.invitation (visit_id);

create table tenant.guest_session (
  token_hash bytea primary key,
  organisation_id uuid not null,
  id uuid not null unique,
  seat_id uuid not null,
  visit_id uuid not null,
  is_caller boolean not null,
  created_at bigint not null
);
create index on tenant.guest_session (visit_id);

create table tenant.device_link (
  token_hash bytea primary key,
  organisation_id uuid not null,
  visit_id uuid not null,
  expires_at bigint not null,
  used_at bigint
);

-- Written unchained in the transaction of the change; linked within a second, so that no command waits for a chain's head.
create table tenant.audit (
  id uuid primary key,
  organisation_id uuid not null,
  at bigint not null,
  by_kind text not null,
  by_id uuid,
  action text not null,
  subject_id uuid,
  facts jsonb not null default '{}',
  seq bigint,
  hash bytea
);
create index on tenant.audit (organisation_id, seq);
create index on tenant.audit (organisation_id, id) where seq is null;

do $$
declare name text;
begin
  foreach name in array array['clinic', 'organisation_member', 'clinic_member', 'visit', 'stay', 'call', 'seat', 'visit_detail', 'message', 'activity', 'invitation', 'guest_session', 'device_link', 'audit'] loop
    execute format('alter table tenant.%I enable row level security', name);
    execute format('alter table tenant.%I force row level security', name);
    execute format('create policy own_organisations on tenant.%I to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()))', name);
    execute format('create policy look_up on tenant.%I for select to anteroom_lookup using (true)', name);
    execute format('grant select, insert, update, delete on tenant.%I to anteroom_tenant', name);
    execute format('grant select on tenant.%I to anteroom_lookup', name);
  end loop;
end $$;

alter table tenant.organisation enable row level security;
alter table tenant.organisation force row level security;
create policy own_organisations on tenant.organisation to anteroom_tenant using (id = any(tenant.asking_organisations())) with check (id = any(tenant.asking_organisations()));
create policy look_up on tenant.organisation for select to anteroom_lookup using (true);
grant select, insert, update on tenant.organisation to anteroom_tenant;
grant select on tenant.organisation to anteroom_lookup;

-- People belong to no single organisation: only the functions below read them.
alter table tenant.person enable row level security;
alter table tenant.person force row level security;
create policy look_up on tenant.person for select to anteroom_lookup using (true);
create policy enrol on tenant.person for insert to anteroom_tenant with check (true);
grant select on tenant.person to anteroom_lookup;
grant insert on tenant.person to anteroom_tenant;

revoke update, delete on tenant.audit from anteroom_tenant;
grant update (seq, hash) on tenant.audit to anteroom_tenant;

-- ── what nodes share; no content, ids and numbers only ──

create table jobs.topic (name text primary key, seq bigint not null);
create table jobs.topic_change (topic text not null, seq bigint not null, key text not null, at timestamptz not null default clock_timestamp(), primary key (topic, seq, key));
create index on jobs.topic_change (at);
-- Only whoever repeats a command with its key can open what was answered, or tell what its body was: the key itself is not kept.
create table jobs.idempotency (
  subject text not null,
  key_hash bytea not null,
  route text not null,
  body_mark bytea not null,
  sealed_outcome bytea,
  at timestamptz not null default now(),
  primary key (subject, key_hash)
);
create index on jobs.idempotency (at);
create table jobs.node (id uuid primary key, beat_at timestamptz not null default clock_timestamp());
-- Members with a clinic's page open, and the node that holds its connection.
create table jobs.member_page (clinic_id uuid not null, person_id uuid not null, node_id uuid not null, primary key (clinic_id, person_id, node_id));
create index on jobs.member_page (person_id);
grant select, insert, update, delete on all tables in schema jobs to anteroom_tenant;

-- ── looking across organisations ──

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create function tenant.clinic_by_slug(wanted text) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, organisation_name text, organisation_closed boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.id, c.organisation_id, c.slug, c.name, c.settings, o.name, o.closed_at is not null from clinic c join organisation o on o.id = c.organisation_id where c.slug = wanted $$;

create function tenant.clinic_by_id(wanted uuid) returns table (id uuid, organisation_id uuid, slug text, name text, settings jsonb, organisation_name text, organisation_closed boolean)
  language sql stable security definer set search_path = tenant
  as $$ select c.id, c.organisation_id, c.slug, c.name, c.settings, o.name, o.closed_at is not null from clinic c join organisation o on o.id = c.organisation_id where c.id = wanted $$;

create function tenant.guest_by_token(wanted bytea) returns table (id uuid, organisation_id uuid, seat_id uuid, visit_id uuid, is_caller boolean, seat_live boolean)
  language sql stable security definer set search_path = tenant
  as $$ select g.id, s.organisation_id, g.seat_id, g.visit_id, g.is_caller, s.is_live from guest_session g join seat s on s.id = g.seat_id where g.token_hash = wanted $$;

create function tenant.memberships_of(wanted uuid) returns jsonb
  language sql stable security definer set search_path = tenant
  as $$
    select jsonb_build_object(
      'person', (select to_jsonb(p) from person p where p.id = wanted),
      'organisations', coalesce((select jsonb_agg(jsonb_build_object('organisationId', m.organisation_id, 'name', o.name, 'role', m.role)) from organisation_member m join organisation o on o.id = m.organisation_id where m.person_id = wanted and o.closed_at is null), '[]'),
      'clinics', coalesce((select jsonb_agg(jsonb_build_object('clinicId', m.clinic_id, 'organisationId', m.organisation_id, 'role', m.role, 'permissions', m.permissions)) from clinic_member m join organisation o on o.id = m.organisation_id where m.person_id = wanted and o.closed_at is null), '[]'))
  $$;

create function tenant.names_of(wanted uuid[]) returns table (id uuid, name text)
  language sql stable security definer set search_path = tenant
  as $$ select p.id, p.name from person p where p.id = any(wanted) $$;

create function tenant.invitation_by_token(wanted bytea) returns table (id uuid, organisation_id uuid, clinic_id uuid, visit_id uuid, expires_at bigint, used_at bigint, revoked_at bigint, visit_open boolean)
  language sql stable security definer set search_path = tenant
  as $$ select i.id, v.organisation_id, v.clinic_id, i.visit_id, i.expires_at, i.used_at, i.revoked_at, v.is_open from invitation i join visit v on v.id = i.visit_id where i.token_hash = wanted $$;

create function tenant.device_link_by_token(wanted bytea) returns table (organisation_id uuid, visit_id uuid, expires_at bigint, used_at bigint, visit_open boolean, clinic_id uuid)
  language sql stable security definer set search_path = tenant
  as $$ select v.organisation_id, d.visit_id, d.expires_at, d.used_at, v.is_open, v.clinic_id from device_link d join visit v on v.id = d.visit_id where d.token_hash = wanted $$;

-- The organisation of a thing that a member names; whether they may touch it is decided with that organisation's rows only.
create function tenant.organisation_of(kind text, wanted uuid) returns uuid
  language sql stable security definer set search_path = tenant
  as $$
    select case kind
      when 'visit' then (select organisation_id from visit where id = wanted)
      when 'call' then (select organisation_id from call where id = wanted)
      when 'seat' then (select organisation_id from seat where id = wanted)
      when 'clinic' then (select organisation_id from clinic where id = wanted)
    end
  $$;

-- Things whose deadline has passed, for the one scheduler of the cluster.
create function tenant.due_things(due bigint, most integer) returns table (kind text, id uuid, organisation_id uuid)
  language sql stable security definer set search_path = tenant
  as $$
    (select 'visit', id, organisation_id from visit where due_at <= due order by due_at limit most)
    union all (select 'seat', id, organisation_id from seat where due_at <= due order by due_at limit most)
    union all (select 'call', id, organisation_id from call where due_at <= due order by due_at limit most)
  $$;

-- For signalling: where two seats are now, and which connection of which node holds them.
create function tenant.seats_brief(wanted uuid[]) returns table (id uuid, call_id uuid, visit_id uuid, person_id uuid, state text, node_id uuid, connection_id uuid)
  language sql stable security definer set search_path = tenant
  as $$ select id, call_id, visit_id, person_id, body ->> 'state', node_id, connection_id from seat where id = any(wanted) and is_live $$;

-- For warming: the caller's seat of a visit and the state of its call.
create function tenant.visit_brief(wanted uuid) returns table (id uuid, clinic_id uuid, call_id uuid, state text, locked boolean, seat_id uuid, node_id uuid, connection_id uuid)
  language sql stable security definer set search_path = tenant
  as $$
    select v.id, v.clinic_id, v.call_id, v.body -> 'status' ->> 'state', c.body -> 'lock' <> 'null', s.id, s.node_id, s.connection_id
    from visit v join call c on c.id = v.call_id join seat s on s.visit_id = v.id and s.is_live and s.is_caller where v.id = wanted and v.is_open
  $$;

-- Seats in use that no living node holds: their node is gone.
create function tenant.orphaned_seats() returns table (id uuid, organisation_id uuid)
  language sql stable security definer set search_path = tenant, jobs
  as $$ select s.id, s.organisation_id from seat s where s.is_live and s.node_id is not null and not exists (select 1 from jobs.node n where n.id = s.node_id) $$;

create function tenant.organisations_to_chain() returns setof uuid
  language sql stable security definer set search_path = tenant
  as $$ select distinct organisation_id from audit where seq is null $$;

create function tenant.key_hours_in_use() returns setof text
  language sql stable security definer set search_path = tenant
  as $$ select distinct key_hour from visit_detail $$;

create function tenant.all_organisations() returns setof uuid
  language sql stable security definer set search_path = tenant
  as $$ select id from organisation $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant select on jobs.node to anteroom_lookup;

-- ── one command: load and lock its slice, then write what changed ──

-- Locks calls, visits, seats by id in that order and returns the closed slice; see `reach` in core.
-- Raises serialization_failure when the slice grew between finding and locking, so that the caller tries again.
create function tenant.load_slice(visit_ids uuid[], call_ids uuid[], seat_ids uuid[], person_ids uuid[]) returns jsonb
  language plpgsql set search_path = tenant set plan_cache_mode = force_generic_plan as $$
declare
  v uuid[] := visit_ids; c uuid[] := call_ids; v2 uuid[]; c2 uuid[]; rounds integer := 0; locked boolean := false;
begin
  select array_cat(v, coalesce(array_agg(distinct s.visit_id) filter (where s.visit_id is not null), '{}')), array_cat(c, coalesce(array_agg(distinct s.call_id), '{}')) into v, c
    from seat s where s.is_live and (s.id = any(seat_ids) or s.person_id = any(person_ids));
  loop
    select coalesce(array_agg(distinct x order by x), '{}') into v2 from (
      select unnest(v) x
      -- Each by its own index: an OR of them, of which one is partial, would read the whole table.
      union select id from visit where is_open and call_id = any(c)
      union select id from visit where is_open and own_call_id = any(c)
      union select id from visit where is_open and handover_call_id is not null and handover_call_id = any(c)) t;
    select coalesce(array_agg(distinct x order by x), '{}') into c2 from (
      select unnest(c) x union select unnest(array[call_id, own_call_id, handover_call_id]) from visit where id = any(v2) union
      select call_id from seat where is_live and visit_id = any(v2)) t where x is not null;
    exit when locked and v2 <@ v and c2 <@ c;
    if v2 <@ v and c2 <@ c then
      perform 1 from call where id = any(c2) order by id for update;
      perform 1 from visit where id = any(v2) order by id for update;
      perform 1 from seat where is_live and (call_id = any(c2) or visit_id = any(v2)) order by id for update;
      locked := true;
    elsif locked then
      raise exception 'the slice grew while it was locked' using errcode = 'serialization_failure';
    end if;
    v := v2; c := c2; rounds := rounds + 1;
    if rounds > 12 then raise exception 'the slice does not close' using errcode = 'serialization_failure'; end if;
  end loop;
  return jsonb_build_object(
    'now', (extract(epoch from clock_timestamp()) * 1000)::bigint,
    'visits', coalesce((select jsonb_agg(jsonb_build_object('version', version, 'due', due_at, 'body', body)) from visit where id = any(v2)), '[]'),
    'calls', coalesce((select jsonb_agg(jsonb_build_object('version', version, 'due', due_at, 'body', body)) from call where id = any(c2)), '[]'),
    'seats', coalesce((select jsonb_agg(jsonb_build_object('version', version, 'due', due_at, 'body', body)) from seat where is_live and (call_id = any(c2) or visit_id = any(v2))), '[]'),
    'stays', coalesce((select jsonb_agg(body) from stay where is_open and visit_id = any(v2)), '[]'));
end $$;

-- Writes what one command changed; version guards every thing, topics last. Returns the moves of the topics.
create function tenant.save_changes(changes jsonb) returns jsonb
  language plpgsql set search_path = tenant set plan_cache_mode = force_generic_plan as $$
declare thing jsonb; n integer; moves jsonb;
begin
  for thing in select jsonb_array_elements(changes -> 'calls') loop
    insert into call (id, organisation_id, clinic_id, is_open, due_at, version, body)
      values ((thing ->> 'id')::uuid, (thing ->> 'organisationId')::uuid, (thing ->> 'clinicId')::uuid, (thing ->> 'isOpen')::boolean, (thing ->> 'due')::bigint, 1, thing -> 'body')
      on conflict (id) do update set organisation_id = excluded.organisation_id, clinic_id = excluded.clinic_id, is_open = excluded.is_open, due_at = excluded.due_at, version = call.version + 1, body = excluded.body
      where call.version = (thing ->> 'version')::integer;
    get diagnostics n = row_count;
    if n = 0 then raise exception 'call changed meanwhile' using errcode = 'serialization_failure'; end if;
  end loop;
  for thing in select jsonb_array_elements(changes -> 'visits') loop
    insert into visit (id, organisation_id, clinic_id, call_id, own_call_id, handover_call_id, handover_clinic_id, is_open, due_at, version, body)
      values ((thing ->> 'id')::uuid, (thing ->> 'organisationId')::uuid, (thing ->> 'clinicId')::uuid, (thing ->> 'callId')::uuid, (thing ->> 'ownCallId')::uuid, (thing ->> 'handoverCallId')::uuid, (thing ->> 'handoverClinicId')::uuid, (thing ->> 'isOpen')::boolean, (thing ->> 'due')::bigint, 1, thing -> 'body')
      on conflict (id) do update set organisation_id = excluded.organisation_id, clinic_id = excluded.clinic_id, call_id = excluded.call_id, handover_call_id = excluded.handover_call_id, handover_clinic_id = excluded.handover_clinic_id, is_open = excluded.is_open, due_at = excluded.due_at, version = visit.version + 1, body = excluded.body
      where visit.version = (thing ->> 'version')::integer;
    get diagnostics n = row_count;
    if n = 0 then raise exception 'visit changed meanwhile' using errcode = 'serialization_failure'; end if;
  end loop;
  -- Seats that are given up first: a member may sit down elsewhere in the same step.
  for thing in select jsonb_array_elements(changes -> 'seats') loop
    insert into seat (id, organisation_id, call_id, visit_id, person_id, is_live, is_caller, is_in, due_at, version, body)
      values ((thing ->> 'id')::uuid, (thing ->> 'organisationId')::uuid, (thing ->> 'callId')::uuid, (thing ->> 'visitId')::uuid, (thing ->> 'personId')::uuid, (thing ->> 'isLive')::boolean, (thing ->> 'isCaller')::boolean, (thing ->> 'isIn')::boolean, (thing ->> 'due')::bigint, 1, thing -> 'body')
      on conflict (id) do update set organisation_id = excluded.organisation_id, call_id = excluded.call_id, is_live = excluded.is_live, is_in = excluded.is_in, due_at = excluded.due_at, version = seat.version + 1, body = excluded.body,
        node_id = case when excluded.is_live then seat.node_id end, connection_id = case when excluded.is_live then seat.connection_id end
      where seat.version = (thing ->> 'version')::integer;
    get diagnostics n = row_count;
    if n = 0 then raise exception 'seat changed meanwhile' using errcode = 'serialization_failure'; end if;
  end loop;
  insert into stay (id, organisation_id, visit_id, clinic_id, is_open, began_at, ended_at, body)
    select (s ->> 'id')::uuid, (s ->> 'organisationId')::uuid, (s -> 'body' ->> 'visitId')::uuid, (s -> 'body' ->> 'clinicId')::uuid, s -> 'body' ->> 'to' is null, (s -> 'body' ->> 'from')::bigint, (s -> 'body' ->> 'to')::bigint, s -> 'body'
    from jsonb_array_elements(changes -> 'stays') s
    on conflict (id) do update set is_open = excluded.is_open, ended_at = excluded.ended_at, body = excluded.body;
  -- Everything of a visit goes with it to another organisation.
  for thing in select jsonb_array_elements(changes -> 'moved') loop
    update visit_detail set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update message set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update invitation set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update guest_session set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update device_link set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update activity set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
  end loop;
  insert into activity (id, organisation_id, visit_id, clinic_id, at, by_kind, by_id, what)
    select (a ->> 'id')::uuid, (a ->> 'organisationId')::uuid, (a ->> 'visitId')::uuid, (a ->> 'clinicId')::uuid, (a ->> 'at')::bigint, a ->> 'byKind', (a ->> 'byId')::uuid, a -> 'what' from jsonb_array_elements(changes -> 'activity') a;
  insert into audit (id, organisation_id, at, by_kind, by_id, action, subject_id, facts)
    select (a ->> 'id')::uuid, (a ->> 'organisationId')::uuid, (a ->> 'at')::bigint, a ->> 'byKind', (a ->> 'byId')::uuid, a ->> 'action', (a ->> 'subjectId')::uuid, a -> 'facts' from jsonb_array_elements(changes -> 'audit') a;
  return tenant.raise_topics(changes -> 'topics');
end $$;

-- Counters of the topics concerned, in the order of their names; each holds its row until the commit, so this comes last.
create function tenant.raise_topics(topics jsonb) returns jsonb
  language plpgsql set search_path = tenant, jobs set plan_cache_mode = force_generic_plan as $$
declare topic jsonb; number bigint; moves jsonb := '[]';
begin
  for topic in select t from jsonb_array_elements(topics) t order by t ->> 'name' loop
    insert into jobs.topic (name, seq) values (topic ->> 'name', 1) on conflict (name) do update set seq = jobs.topic.seq + 1 returning seq into number;
    insert into jobs.topic_change (topic, seq, key) select topic ->> 'name', number, k from jsonb_array_elements_text(topic -> 'keys') k on conflict do nothing;
    moves := moves || jsonb_build_object('topic', topic ->> 'name', 'seq', number, 'keys', topic -> 'keys');
  end loop;
  return moves;
end $$;

grant execute on all functions in schema tenant to anteroom_tenant;

-- ── accounts (better-auth) ──

create table auth."user" (id uuid primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false, image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create table auth.session (id text primary key, "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(), "ipAddress" text, "userAgent" text, "userId" uuid not null references auth."user" on delete cascade);
create index on auth.session ("userId");
create table auth.account (id text primary key, "accountId" text not null, "providerId" text not null, "userId" uuid not null references auth."user" on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create index on auth.account ("userId");
create table auth.verification (id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create index on auth.verification (identifier);
grant select, insert, update, delete on all tables in schema auth to anteroom_auth;
