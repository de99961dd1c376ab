-- Whether this organisation's provider may speak for this person: one of its people, with an address in one of its domains, and with no role in
-- another open organisation. Whoever sets up a provider can come as everybody it speaks for, and a domain may be shared: they would have the other
-- organisation's rights too. Never for those who run the platform, for the same reason.
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create or replace function tenant.signs_on_at(person uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = tenant
  as $$
    with place as (select m.organisation_id as id from organisation_member m where m.person_id = person union select m.organisation_id from clinic_member m where m.person_id = person)
    select exists (select from person p join sign_in_domain d on d.domain = split_part(p.email, '@', 2) and d.organisation_id = organisation
        where p.id = person and not p.platform_administrator)
      and organisation in (select id from place)
      and not exists (select from place join organisation o on o.id = place.id where o.id <> organisation and o.closed_at is null)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
