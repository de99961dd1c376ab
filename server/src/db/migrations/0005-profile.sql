-- What people say of themselves.

alter table tenant.person
  add column mobile text not null default '',
  -- Names the room of its own.
  add column username text unique check (username ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
  add column profile_changed_at bigint not null default 0;
create policy edit on tenant.person for update to anteroom_lookup using (true) with check (true);
grant update (name, mobile, username, language, profile_changed_at) on tenant.person to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create function tenant.profile_of(wanted uuid) returns table (name text, email text, mobile text, username text, language text, changed_at bigint)
  language sql stable security definer set search_path = tenant
  as $$ select p.name, p.email, p.mobile, p.username, p.language, p.profile_changed_at from person p where p.id = wanted $$;

-- False when it was saved by another page since it was read. Only ever of whoever asks.
create function tenant.save_profile(wanted uuid, read_at bigint, new_name text, new_mobile text, new_username text, new_language text, now_at bigint) returns boolean
  language sql security definer set search_path = tenant
  as $$
    with saved as (
      update person set name = new_name, mobile = new_mobile, username = new_username, language = new_language, profile_changed_at = now_at
        where id = wanted and profile_changed_at = read_at returning id)
    select exists (select from saved)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.profile_of(uuid), tenant.save_profile(uuid, bigint, text, text, text, text, bigint) to anteroom_tenant;
