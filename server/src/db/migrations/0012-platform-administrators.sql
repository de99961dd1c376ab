-- Those who run the platform are listed, invited and removed like everybody else; their invitations stand under the platform's own id.

alter table tenant.membership_invitation
  drop constraint membership_invitation_organisation_id_fkey,
  add column real_organisation_id uuid generated always as (nullif(organisation_id, '00000000-0000-0000-0000-000000000000')) stored references tenant.organisation,
  drop constraint membership_invitation_role_check,
  drop constraint membership_invitation_check,
  add constraint known_role check (role in ('platformAdministrator', 'administrator', 'coordinator', 'reporter', 'clinicAdministrator', 'clinicClerk', 'teamMember', 'serviceReferrer')),
  add constraint role_of_place check (
    (role = 'platformAdministrator') = (real_organisation_id is null)
    and (clinic_id is null) = (role in ('platformAdministrator', 'administrator', 'coordinator', 'reporter')));

grant update (platform_administrator) on tenant.person to anteroom_lookup;
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- Locked until the end of the transaction, in one order: of two who go at the same moment the second finds that they are the last.
create function tenant.platform_administrators() returns table (id uuid, name text, email text)
  language sql security definer set search_path = tenant
  as $$ select p.id, p.name, p.email from person p where p.platform_administrator order by p.id for no key update $$;

-- False where nothing changed.
create function tenant.turn_platform_administrator(wanted uuid, is_one boolean) returns boolean
  language sql security definer set search_path = tenant
  as $$
    with turned as (update person set platform_administrator = is_one where id = wanted and platform_administrator <> is_one returning id)
    select exists (select from turned)
  $$;

create or replace function tenant.membership_invitation_by_token(wanted bytea) returns jsonb
  language sql stable security definer set search_path = tenant
  as $$
    select jsonb_build_object(
      'id', i.id, 'organisationId', i.organisation_id, 'email', i.email, 'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at, 'withdrawnAt', i.withdrawn_at,
      'byName', coalesce((select name from person where id = i.by_id), ''),
      'personId', (select id from person where email = i.email),
      'places', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', j.id, 'organisationId', j.organisation_id, 'organisationName', coalesce(o.name, 'Anteroom'), 'clinicId', j.clinic_id, 'clinicName', c.name, 'slug', c.slug, 'role', j.role, 'permissions', j.permissions) order by o.name, c.name)
        from membership_invitation j left join organisation o on o.id = j.real_organisation_id left join clinic c on c.id = j.clinic_id
        where j.email = i.email and j.accepted_at is null and j.withdrawn_at is null and (j.id = i.id or j.expires_at > (extract(epoch from now()) * 1000)::bigint)
          and (j.real_organisation_id is null or o.closed_at is null)), '[]'))
    from membership_invitation i where i.token_hashes @> array[wanted]
    -- An import gives one link for several places: what is still open counts.
    order by (i.accepted_at is null and i.withdrawn_at is null) desc, i.id limit 1
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
revoke execute on function tenant.platform_administrators(), tenant.turn_platform_administrator(uuid, boolean) from public;
grant execute on function tenant.platform_administrators(), tenant.turn_platform_administrator(uuid, boolean) to anteroom_tenant;
