-- Accounts whose address is kept by their organisation's own sign-in.

grant create on schema tenant to anteroom_lookup;
grant update ("twoFactorEnabled") on auth."user" to anteroom_lookup;
grant select ("userId", "providerId"), delete on auth.account to anteroom_lookup;
grant select ("userId"), delete on auth.passkey, auth."twoFactor" to anteroom_lookup;
set role anteroom_lookup;

-- Somebody came back from their organisation's provider, which knows them by another address now: it is theirs here too, where that organisation has
-- its domain and nobody else has the address. What opened the account before goes: nobody has shown that the mailbox is theirs, and without the provider
-- only a link to it makes a password. Answers the old address if it changed, else nothing.
create function tenant.follow_address(person uuid, organisation uuid, address text) returns text
  language plpgsql security definer set search_path = tenant as $$
declare was text;
begin
  if not tenant.signs_on_at(person, organisation) then return null; end if;
  if not exists (select from sign_in_domain d where d.domain = split_part(address, '@', 2) and d.organisation_id = organisation) then return null; end if;
  select p.email into was from person p where p.id = person and p.email <> address for update;
  if was is null then return null; end if;
  update auth."user" u set email = address, "twoFactorEnabled" = false where u.id = person;
  update person p set email = address where p.id = person;
  delete from auth.account a where a."userId" = person and a."providerId" = 'credential';
  delete from auth.passkey k where k."userId" = person;
  delete from auth."twoFactor" t where t."userId" = person;
  delete from auth.email_change e where e.user_id = person;
  return was;
exception when unique_violation then return null;
end $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
revoke execute on function tenant.follow_address(uuid, uuid, text) from public;
grant execute on function tenant.follow_address(uuid, uuid, text) to anteroom_tenant;
