-- The invitation of its first administrator may be withdrawn, or run out: whoever runs the platform sees that nobody administers it.
drop function tenant.platform_organisations();
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;
create function tenant.platform_organisations() returns table (id uuid, name text, created_at timestamptz, closed_at timestamptz, without_administrator boolean, pending_administrator text, clinics integer, people integer)
  language sql stable security definer set search_path = tenant
  as $$
    select o.id, o.name, o.created_at, o.closed_at, a.missing,
      (select i.email from membership_invitation i where a.missing and i.organisation_id = o.id and i.role = 'administrator' and i.accepted_at is null and i.withdrawn_at is null order by i.created_at limit 1),
      (select count(*)::int from clinic c where c.organisation_id = o.id and c.deleted_at is null),
      (select count(*)::int from (select m.person_id from organisation_member m where m.organisation_id = o.id union select m.person_id from clinic_member m where m.organisation_id = o.id) p)
    from organisation o, lateral (select not exists (select from organisation_member m where m.organisation_id = o.id and m.role = 'administrator') as missing) a
    order by lower(o.name), o.id
  $$;
reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on function tenant.platform_organisations() to anteroom_tenant;
