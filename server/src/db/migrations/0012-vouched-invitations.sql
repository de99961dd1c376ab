-- Who stands for an invitation: whoever sent it last. The link counts only while they may still give the role, which is asked for each place by itself.
grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

create or replace function tenant.membership_invitation_by_token(wanted bytea) returns jsonb
  language sql stable security definer set search_path = tenant
  as $$
    select jsonb_build_object(
      'id', i.id, 'organisationId', i.organisation_id, 'email', i.email, 'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at, 'withdrawnAt', i.withdrawn_at,
      'byName', coalesce((select name from person where id = i.by_id), ''),
      'personId', (select id from person where email = i.email),
      'places', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', j.id, 'byId', j.by_id, 'organisationId', j.organisation_id, 'organisationName', coalesce(o.name, 'Anteroom'), 'clinicId', j.clinic_id, 'clinicName', c.name, 'slug', c.slug,
          'role', j.role, 'permissions', j.permissions) order by o.name, c.name)
        from membership_invitation j left join organisation o on o.id = j.real_organisation_id left join clinic c on c.id = j.clinic_id
        where j.email = i.email and j.accepted_at is null and j.withdrawn_at is null and (j.id = i.id or j.expires_at > (extract(epoch from now()) * 1000)::bigint)
          and (j.real_organisation_id is null or o.closed_at is null) and c.deleted_at is null), '[]'))
    from membership_invitation i where i.token_hashes @> array[wanted]
    -- An import gives one link for several places: what is still open counts.
    order by (i.accepted_at is null and i.withdrawn_at is null) desc, i.id limit 1
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
