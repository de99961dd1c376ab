-- How people are seen: their picture, and by clinic another name than their own for guests (docs/decisions/0022).

alter table tenant.person
  -- Hash of what is in it, so that its address changes with it.
  add column picture text check (picture ~ '^[0-9a-f]{64}$');
grant update (picture) on tenant.person to anteroom_lookup;

create table tenant.face (
  person_id uuid not null references tenant.person on delete cascade,
  -- Side of the square in pixels.
  size integer not null,
  bytes bytea not null,
  primary key (person_id, size)
);
alter table tenant.face alter column bytes set storage external;
create index person_picture on tenant.person (picture) where picture is not null;
-- Like people, faces belong to no single organisation: only the functions below read them.
alter table tenant.face enable row level security;
alter table tenant.face force row level security;
create policy look_up on tenant.face to anteroom_lookup using (true) with check (true);
grant select, insert, delete on tenant.face to anteroom_lookup;

-- Stays when somebody leaves the clinic: guests who knew them by it are still there.
create table tenant.clinic_alias (
  clinic_id uuid not null references tenant.clinic,
  organisation_id uuid not null references tenant.organisation,
  person_id uuid not null references tenant.person,
  alias text not null check (alias <> ''),
  primary key (clinic_id, person_id)
);
create index on tenant.clinic_alias (person_id);
alter table tenant.clinic_alias enable row level security;
alter table tenant.clinic_alias force row level security;
create policy own_organisations on tenant.clinic_alias to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.clinic_alias for select to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.clinic_alias to anteroom_tenant;
grant select on tenant.clinic_alias to anteroom_lookup;

-- Whose callers met this visit's, where it was the one that stayed.
create index activity_met on tenant.activity using gin ((what -> 'metVisitIds')) where what ->> 'type' = 'added';

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- By which other name the guests of each visit know each of these people; no row: by their own. Of several aliases that of the clinic where
-- the visit is counts, then those of clinics where it was, also of another organisation, then those of whoever it met and of the call: a guest
-- who may have heard an alias never reads the name behind it. A null among the visits stands for a guest who came for none.
create function tenant.known_as(visits uuid[], people uuid[], in_clinic uuid) returns table (visit_id uuid, person_id uuid, alias text)
  language plpgsql stable security definer set search_path = tenant set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  -- Few people have one: nothing else is read for all the others.
  if not exists (select from clinic_alias a where a.person_id = any(people)) then return; end if;
  return query
    select distinct on (v.id, a.person_id) v.id, a.person_id, a.alias
    from unnest(visits) v (id)
    cross join lateral (
      select s.clinic_id, 0 as far, s.began_at as at from stay s where s.visit_id = v.id
      union all
      select s.clinic_id, 1, s.began_at from stay s where s.visit_id in (
        select m.id::uuid from activity x cross join jsonb_array_elements_text(x.what -> 'metVisitIds') m (id) where x.visit_id = v.id and x.what ->> 'type' = 'added'
        union select x.visit_id from activity x where x.what ->> 'type' = 'added' and x.what -> 'metVisitIds' ? v.id::text)
      union all
      select c.clinic_id, 1, 0 from activity x join call c on c.id = (x.what ->> 'callId')::uuid where x.visit_id = v.id and x.what ->> 'type' = 'added'
      union all
      select in_clinic, 2, 0
    ) p
    join clinic_alias a on a.clinic_id = p.clinic_id and a.person_id = any(people)
    order by v.id, a.person_id, p.far, p.at desc, a.clinic_id;
end $$;

drop function tenant.names_of(uuid[]);
create function tenant.names_of(wanted uuid[]) returns table (id uuid, name text, picture text)
  language sql stable security definer set search_path = tenant
  as $$ select p.id, p.name, p.picture from person p where p.id = any(wanted) $$;

drop function tenant.clinic_team(uuid, text[], integer, integer);
create function tenant.clinic_team(wanted uuid, words text[], most integer, skipped integer)
  returns table (person_id uuid, name text, email text, picture text, alias text, role text, permissions text[], total bigint)
  language sql stable security definer set search_path = tenant
  as $$
    select p.id, p.name, p.email, p.picture, coalesce(a.alias, ''), m.role, m.permissions, count(*) over ()
    from clinic_member m join person p on p.id = m.person_id left join clinic_alias a on a.clinic_id = m.clinic_id and a.person_id = m.person_id
    where m.clinic_id = wanted and m.organisation_id = any(asking_organisations()) and has_words(words, p.name || ' ' || p.email || ' ' || coalesce(a.alias, ''))
    order by lower(p.name), p.id limit most offset skipped
  $$;

drop function tenant.organisation_people(uuid, text[], text, integer, integer);
create function tenant.organisation_people(wanted uuid, words text[], which text, most integer, skipped integer)
  returns table (person_id uuid, name text, email text, picture text, role text, clinics jsonb, total bigint)
  language sql stable security definer set search_path = tenant
  as $$
    with found as (
      select p.id, p.name, p.email, p.picture, m.role
      from (select x.person_id from organisation_member x where x.organisation_id = wanted union select y.person_id from clinic_member y where y.organisation_id = wanted) z
      join person p on p.id = z.person_id
      left join organisation_member m on m.organisation_id = wanted and m.person_id = p.id
      where wanted = any(asking_organisations()) and (which = 'all' or m.role = which) and has_words(words, p.name || ' ' || p.email)
    ), shown as (select f.*, count(*) over () as of_all from found f order by lower(f.name), f.id limit most offset skipped)
    select s.id, s.name, s.email, s.picture, s.role, coalesce((
        select jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name, 'role', cm.role) order by c.name)
        from clinic_member cm join clinic c on c.id = cm.clinic_id where cm.person_id = s.id and cm.organisation_id = wanted), '[]'), s.of_all
    from shown s order by lower(s.name), s.id
  $$;

-- Only ever of whoever asks. Returns what was there before.
create function tenant.save_face(wanted uuid, new_picture text, sizes integer[], pictures bytea[]) returns text
  language plpgsql security definer set search_path = tenant as $$
declare was text;
begin
  select p.picture into was from person p where p.id = wanted for update;
  delete from face f where f.person_id = wanted;
  insert into face (person_id, size, bytes) select wanted, s.size, s.bytes from unnest(sizes, pictures) s (size, bytes);
  update person p set picture = new_picture where p.id = wanted;
  return was;
end $$;

-- For whoever shares an organisation with one whose face it is, for themselves, and for those who run the platform.
create function tenant.shows_face_to(asker uuid, wanted text) returns boolean
  language sql stable security definer set search_path = tenant
  as $$
    select exists (
      select from person p where p.picture = wanted and (p.id = asker
        or exists (select from person own where own.id = asker and own.platform_administrator)
        or exists (
          select from organisation o where o.closed_at is null
            and o.id in (select m.organisation_id from organisation_member m where m.person_id = p.id union all select m.organisation_id from clinic_member m where m.person_id = p.id)
            and o.id in (select m.organisation_id from organisation_member m where m.person_id = asker union all select m.organisation_id from clinic_member m where m.person_id = asker))))
  $$;

create function tenant.face_of(wanted text, wanted_size integer) returns bytea
  language sql stable security definer set search_path = tenant
  as $$ select f.bytes from person p join face f on f.person_id = p.id where p.picture = wanted and f.size = wanted_size limit 1 $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
