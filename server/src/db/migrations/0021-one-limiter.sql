-- One limiter for everything that is counted for all nodes together, and a list of administrators that locks nobody's row.

drop function auth.take_attempt(bytea, integer, integer);
drop table auth.attempt;
drop function jobs.take_texted_code(bytea, integer, integer);
drop table jobs.texted_code;

-- How often somebody may try. `who` is a keyed hash. Unlogged: a crash of the database forgives them.
create unlogged table jobs.attempt (who bytea primary key, remaining float8 not null, granted boolean not null default true, at timestamptz not null default clock_timestamp());
create index on jobs.attempt (at);
grant select, insert, update, delete on jobs.attempt to anteroom_tenant;

-- Takes one of `most` tries, which come back over `per_seconds`. `wait`: how many seconds to wait if none is left, else 0; `used`: how much of the
-- allowance is gone.
create function jobs.take_attempt(key bytea, most integer, per_seconds integer) returns table (wait float8, used float8) language sql as $$
  insert into jobs.attempt as a (who, remaining) values (key, most - 1)
    on conflict (who) do update set (remaining, granted, at) = (
      select case when r >= 1 then r - 1 else r end, r >= 1, clock_timestamp()
        from (select least(most, a.remaining + extract(epoch from clock_timestamp() - a.at) * most / per_seconds) as r) refilled)
    returning case when granted then 0 else (1 - remaining) * per_seconds / most end, 1 - remaining / most
$$;
revoke execute on function jobs.take_attempt(bytea, integer, integer) from public;
grant execute on function jobs.take_attempt(bytea, integer, integer) to anteroom_tenant;

-- Reading locks nothing; whoever takes the role from somebody holds them all, so that of two who remove each other one is left.
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;
create or replace function tenant.platform_administrators() returns table (id uuid, name text, email text)
  language sql stable security definer set search_path = tenant
  as $$ select p.id, p.name, p.email from person p where p.platform_administrator order by p.id $$;
create function tenant.hold_platform_administrators() returns table (id uuid)
  language sql security definer set search_path = tenant
  as $$ select p.id from person p where p.platform_administrator order by p.id for no key update $$;
reset role;
revoke create on schema tenant from anteroom_lookup;
revoke execute on function tenant.hold_platform_administrators() from public;
grant execute on function tenant.hold_platform_administrators() to anteroom_tenant;
