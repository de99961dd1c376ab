-- Callers who put the phone down and are texted when it is their turn.

-- The number that a code was texted to, the code, and how many tries are left: sealed with the key of the visit.
alter table tenant.visit_detail add column phone_check text not null default '';

-- A text message and its link belong to a visit and go with its details.
alter table jobs.outbox add column visit_id uuid;
create index on jobs.outbox (visit_id) where visit_id is not null;

-- A link that was texted leads back as often as it is opened, until its time is over.
alter table tenant.device_link add column is_recall boolean not null default false;
drop function tenant.device_link_by_token(bytea);
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;
create function tenant.device_link_by_token(wanted bytea)
  returns table (organisation_id uuid, visit_id uuid, expires_at bigint, used_at bigint, is_recall boolean, visit_open boolean, clinic_id uuid)
  language sql stable security definer set search_path = tenant
  as $$ select v.organisation_id, d.visit_id, d.expires_at, d.used_at, d.is_recall, v.is_open, v.clinic_id from device_link d join visit v on v.id = d.visit_id where d.token_hash = wanted $$;
reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.device_link_by_token(bytea) to anteroom_tenant;

-- Codes texted to one number or for one clinic, counted for all nodes together. `who` is a keyed hash. Unlogged: a crash of the database forgives them.
create unlogged table jobs.texted_code (who bytea primary key, remaining float8 not null, granted boolean not null default true, at timestamptz not null default clock_timestamp());
grant select, insert, update, delete on jobs.texted_code to anteroom_tenant;

-- Takes one of `most`, which come back over `per_seconds`; answers how many seconds to wait if none is left, else 0.
create function jobs.take_texted_code(key bytea, most integer, per_seconds integer) returns float8 language sql as $$
  insert into jobs.texted_code as a (who, remaining) values (key, most - 1)
    on conflict (who) do update set (remaining, granted, at) = (
      select case when r >= 1 then r - 1 else r end, r >= 1, clock_timestamp()
        from (select least(most, a.remaining + extract(epoch from clock_timestamp() - a.at) * most / per_seconds) as r) refilled)
    returning case when granted then 0 else (1 - remaining) * per_seconds / most end
$$;
grant execute on function jobs.take_texted_code(bytea, integer, integer) to anteroom_tenant;

-- Few callers are offline, and each node looks for them every two seconds.
create index visit_offline on tenant.visit (clinic_id) where is_open and body -> 'presence' ->> 'state' = 'offline';
