-- Another address to sign in with, once its owner has confirmed it.

create table auth.email_change (
  token_hash bytea primary key,
  user_id uuid not null unique references auth."user" on delete cascade,
  email text not null,
  expires_at timestamptz not null
);
grant select, insert, update, delete on auth.email_change to anteroom_auth;

-- The account and the person are one to everybody: both change, or neither.
grant usage, create on schema auth to anteroom_lookup;
grant select, delete on auth.email_change to anteroom_lookup;
grant select (id, email), update (email) on auth."user" to anteroom_lookup;
grant update (email) on tenant.person to anteroom_lookup;
set role anteroom_lookup;

-- Nothing for a link that is unknown, used or too old, and for an address that somebody else has got meanwhile.
create function auth.confirm_email_change(wanted bytea) returns table (person_id uuid, was text, is_now text)
  language plpgsql security definer set search_path = auth as $$
declare change record;
begin
  delete from email_change e where e.token_hash = wanted returning e.user_id, e.email, e.expires_at into change;
  if change.user_id is null or change.expires_at < now() then return; end if;
  select change.user_id, u.email, change.email into person_id, was, is_now from "user" u where u.id = change.user_id;
  update "user" u set email = change.email where u.id = change.user_id;
  update tenant.person p set email = change.email where p.id = change.user_id;
  return next;
exception when unique_violation then return;
end $$;

reset role;
revoke create on schema auth from anteroom_lookup;
revoke execute on function auth.confirm_email_change(bytea) from public;
grant execute on function auth.confirm_email_change(bytea) to anteroom_auth;
