-- A right that was taken acts on the seats of that person too, whoever took it and whether or not any page of theirs is open.
-- A row for each membership that was taken or changed, written with the change itself, so that no restart loses it.

create table jobs.lost_role (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  organisation_id uuid not null,
  -- Null: the role was one in the whole organisation.
  clinic_id uuid
);
grant select, insert, update, delete on jobs.lost_role to anteroom_tenant;

create function jobs.note_lost_role() returns trigger language plpgsql as $$
begin
  insert into jobs.lost_role (person_id, organisation_id, clinic_id) values (old.person_id, old.organisation_id, (to_jsonb(old) ->> 'clinic_id')::uuid);
  return null;
end $$;

create trigger lost_role after delete or update on tenant.clinic_member for each row execute function jobs.note_lost_role();
create trigger lost_role after delete or update on tenant.organisation_member for each row execute function jobs.note_lost_role();

-- The clinics whose members may sit where this person sits now; see `clinicsBehind` in core.
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;
create function tenant.clinics_behind_seat_of(wanted uuid) returns table (organisation_id uuid, clinic_id uuid, is_room boolean)
  language sql stable security definer set search_path = tenant
  as $$
    with place as (select s.call_id, c.clinic_id, c.organisation_id, c.body ->> 'kind' = 'room' as is_room from seat s join call c on c.id = s.call_id where s.person_id = wanted and s.is_in)
    select p.organisation_id, p.clinic_id, p.is_room from place p
    union select v.organisation_id, v.clinic_id, p.is_room from visit v join place p on p.call_id = v.call_id where v.is_open
    union select c.organisation_id, c.id, p.is_room from visit v join place p on p.call_id = v.handover_call_id join clinic c on c.id = v.handover_clinic_id where v.is_open
  $$;
reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.clinics_behind_seat_of(uuid) to anteroom_tenant;
