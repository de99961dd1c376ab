-- Where the queue of a clinic ends, so that a newcomer comes last also when the clock was set back.
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;
create function tenant.last_place_in(wanted uuid) returns double precision
  language sql stable security definer set search_path = tenant
  as $$ select max((body ->> 'orderKey')::float8) from visit where clinic_id = wanted and is_open $$;
reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.last_place_in(uuid) to anteroom_tenant;
