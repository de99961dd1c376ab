-- An address that follows the organisation's own sign-in ends what a confirmed one ends.

grant create on schema tenant to anteroom_lookup;
grant select ("userId"), delete on auth.session to anteroom_lookup;
grant select (value), delete on auth.verification to anteroom_lookup;
set role anteroom_lookup;

-- As before; and whoever is in by the old address is out, as is what is on its way there. The session of whoever came back now is made after this.
create or replace function tenant.follow_address(person uuid, organisation uuid, address text) returns text
  language plpgsql security definer set search_path = tenant as $$
declare was text;
begin
  if not tenant.signs_on_at(person, organisation) then return null; end if;
  if not exists (select from sign_in_domain d where d.domain = split_part(address, '@', 2) and d.organisation_id = organisation) then return null; end if;
  select p.email into was from person p where p.id = person and p.email <> address for update;
  if was is null then return null; end if;
  update auth."user" u set email = address, "twoFactorEnabled" = false where u.id = person;
  update person p set email = address where p.id = person;
  delete from auth.session s where s."userId" = person;
  delete from auth.account a where a."userId" = person and a."providerId" = 'credential';
  delete from auth.passkey k where k."userId" = person;
  delete from auth."twoFactor" t where t."userId" = person;
  delete from auth.email_change e where e.user_id = person;
  delete from auth.verification v where v.value = person::text;
  return was;
exception when unique_violation then return null;
end $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
