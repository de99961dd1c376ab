-- Fewer statements for a command: most slices are closed in the first round, each kind of thing is written by one statement, and whoever is online is
-- found here instead of in a query of its own.

drop function tenant.raise_topics(jsonb);

-- Locks calls, visits, seats by id in that order and returns the closed slice; see `reach` in core.
-- Raises serialization_failure when the slice grew between finding and locking, so that the caller tries again.
create or replace function tenant.load_slice(visit_ids uuid[], call_ids uuid[], seat_ids uuid[], person_ids uuid[]) returns jsonb
  language plpgsql set search_path = tenant set plan_cache_mode = force_generic_plan as $$
declare
  v uuid[] := visit_ids; c uuid[] := call_ids; v2 uuid[]; c2 uuid[]; rounds integer := 0; locked boolean := false;
begin
  if cardinality(seat_ids) + cardinality(person_ids) > 0 then
    select array_cat(v, coalesce(array_agg(distinct s.visit_id) filter (where s.visit_id is not null), '{}')), array_cat(c, coalesce(array_agg(distinct s.call_id), '{}')) into v, c
      from seat s where s.is_live and (s.id = any(seat_ids) or s.person_id = any(person_ids));
  end if;
  -- Most slices are a visit and its call: with these the first round is closed already.
  if cardinality(v) > 0 then
    select array_cat(c, coalesce(array_agg(x), '{}')) into c from (select unnest(array[call_id, own_call_id]) x from visit where id = any(v)) t;
  end if;
  loop
    select coalesce(array_agg(x order by x), '{}') into v2 from (
      select unnest(v) x
      -- Each by its own index: an OR of them, of which one is partial, would read the whole table.
      union select id from visit where is_open and call_id = any(c)
      union select id from visit where is_open and own_call_id = any(c)
      union select id from visit where is_open and handover_call_id is not null and handover_call_id = any(c)) t;
    select coalesce(array_agg(x order by x), '{}') into c2 from (
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

-- How many of a kind of thing a command changed.
create function tenant.number_of(changes jsonb, kind text) returns integer language sql immutable parallel safe
  as $$ select coalesce(jsonb_array_length(changes -> kind), 0) $$;

-- Writes what one command changed; each thing names the version that it will have, which guards it; topics last. Returns the moves of the topics.
create or replace function tenant.save_changes(changes jsonb) returns jsonb
  language plpgsql set search_path = tenant set plan_cache_mode = force_generic_plan as $$
declare thing jsonb; n integer;
begin
  if number_of(changes, 'calls') > 0 then
    insert into call (id, organisation_id, clinic_id, is_open, due_at, version, body)
      select id, "organisationId", "clinicId", "isOpen", due, version, body
      from jsonb_to_recordset(changes -> 'calls') t (id uuid, "organisationId" uuid, "clinicId" uuid, "isOpen" boolean, due bigint, version integer, body jsonb)
      on conflict (id) do update set organisation_id = excluded.organisation_id, clinic_id = excluded.clinic_id, is_open = excluded.is_open, due_at = excluded.due_at, version = excluded.version, body = excluded.body
      where call.version = excluded.version - 1;
    get diagnostics n = row_count;
    if n < number_of(changes, 'calls') then raise exception 'call changed meanwhile' using errcode = 'serialization_failure'; end if;
  end if;
  if number_of(changes, 'visits') > 0 then
    insert into visit (id, organisation_id, clinic_id, call_id, own_call_id, handover_call_id, handover_clinic_id, is_open, due_at, version, body)
      select id, "organisationId", "clinicId", "callId", "ownCallId", "handoverCallId", "handoverClinicId", "isOpen", due, version, body
      from jsonb_to_recordset(changes -> 'visits') t (id uuid, "organisationId" uuid, "clinicId" uuid, "callId" uuid, "ownCallId" uuid, "handoverCallId" uuid, "handoverClinicId" uuid, "isOpen" boolean, due bigint, version integer, body jsonb)
      on conflict (id) do update set organisation_id = excluded.organisation_id, clinic_id = excluded.clinic_id, call_id = excluded.call_id, handover_call_id = excluded.handover_call_id, handover_clinic_id = excluded.handover_clinic_id, is_open = excluded.is_open, due_at = excluded.due_at, version = excluded.version, body = excluded.body
      where visit.version = excluded.version - 1;
    get diagnostics n = row_count;
    if n < number_of(changes, 'visits') then raise exception 'visit changed meanwhile' using errcode = 'serialization_failure'; end if;
  end if;
  if number_of(changes, 'seats') > 0 then
    -- One after the other as they stand: those that are given up come first, since a member may sit down elsewhere in the same step.
    insert into seat (id, organisation_id, call_id, visit_id, person_id, is_live, is_caller, is_in, due_at, version, body)
      select id, "organisationId", "callId", "visitId", "personId", "isLive", "isCaller", "isIn", due, version, body
      from jsonb_to_recordset(changes -> 'seats') t (id uuid, "organisationId" uuid, "callId" uuid, "visitId" uuid, "personId" uuid, "isLive" boolean, "isCaller" boolean, "isIn" boolean, due bigint, version integer, body jsonb)
      on conflict (id) do update set organisation_id = excluded.organisation_id, call_id = excluded.call_id, is_live = excluded.is_live, is_in = excluded.is_in, due_at = excluded.due_at, version = excluded.version, body = excluded.body,
        node_id = case when excluded.is_live then seat.node_id end, connection_id = case when excluded.is_live then seat.connection_id end
      where seat.version = excluded.version - 1;
    get diagnostics n = row_count;
    if n < number_of(changes, 'seats') then raise exception 'seat changed meanwhile' using errcode = 'serialization_failure'; end if;
  end if;
  if number_of(changes, 'stays') > 0 then
    insert into stay (id, organisation_id, visit_id, clinic_id, is_open, began_at, ended_at, body)
      select (s ->> 'id')::uuid, (s ->> 'organisationId')::uuid, (s -> 'body' ->> 'visitId')::uuid, (s -> 'body' ->> 'clinicId')::uuid, s -> 'body' ->> 'to' is null, (s -> 'body' ->> 'from')::bigint, (s -> 'body' ->> 'to')::bigint, s -> 'body'
      from jsonb_array_elements(changes -> 'stays') s
      on conflict (id) do update set is_open = excluded.is_open, ended_at = excluded.ended_at, body = excluded.body;
  end if;
  -- Everything of a visit goes with it to another organisation.
  for thing in select jsonb_array_elements(changes -> 'moved') loop
    update visit_detail set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update message set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update invitation set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update guest_session set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update device_link set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
    update activity set organisation_id = (thing ->> 'organisationId')::uuid where visit_id = (thing ->> 'visitId')::uuid;
  end loop;
  if number_of(changes, 'activity') > 0 then
    insert into activity (id, organisation_id, visit_id, clinic_id, at, by_kind, by_id, what)
      select id, "organisationId", "visitId", "clinicId", at, "byKind", "byId", what
      from jsonb_to_recordset(changes -> 'activity') t (id uuid, "organisationId" uuid, "visitId" uuid, "clinicId" uuid, at bigint, "byKind" text, "byId" uuid, what jsonb);
  end if;
  if number_of(changes, 'audit') > 0 then
    insert into audit (id, organisation_id, at, by_kind, by_id, action, subject_id, facts, source)
      select id, "organisationId", at, "byKind", "byId", action, "subjectId", facts, source
      from jsonb_to_recordset(changes -> 'audit') t (id uuid, "organisationId" uuid, at bigint, "byKind" text, "byId" uuid, action text, "subjectId" uuid, facts jsonb, source text);
  end if;
  return tenant.raise_topics(changes -> 'topics', array(select jsonb_array_elements_text(changes -> 'people'))::uuid[]);
end $$;

-- Counters of the topics concerned, in the order of their names; each holds its row until the commit, so this comes last.
-- `people`: members of whom is told wherever they have a clinic's page open.
create function tenant.raise_topics(topics jsonb, people uuid[] default '{}') returns jsonb
  language plpgsql set search_path = tenant, jobs set plan_cache_mode = force_generic_plan as $$
declare moves jsonb;
begin
  with wanted as (
    select name, array_agg(distinct key) as keys from (
      select t ->> 'name' as name, k as key from jsonb_array_elements(topics) t, jsonb_array_elements_text(t -> 'keys') k
      union all select 'clinic:' || clinic_id, 'member/' || person_id from member_page where person_id = any(people)) each group by name
  ), raised as (
    insert into topic (name, seq) select name, 1 from wanted order by name on conflict (name) do update set seq = topic.seq + 1 returning name, seq
  ), told as (
    insert into topic_change (topic, seq, key) select name, seq, unnest(keys) from raised join wanted using (name)
  )
  select jsonb_agg(jsonb_build_object('topic', name, 'seq', seq, 'keys', keys)) into moves from raised join wanted using (name);
  return coalesce(moves, '[]');
end $$;

grant execute on function tenant.number_of(jsonb, text), tenant.raise_topics(jsonb, uuid[]) to anteroom_tenant;
