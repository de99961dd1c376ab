-- What organisations ask of the sessions of their people, and how a session began.

-- The organisation whose own sign-in made the session; null for a password or a passkey of ours.
alter table auth.session add column "providedBy" text;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- Of each person: the sign-in settings of their open organisations, and whether they are in a call now.
create function tenant.sign_in_rules_of(wanted uuid[]) returns table (person_id uuid, in_call boolean, organisations jsonb)
  language sql stable security definer set search_path = tenant
  as $$
    select w.id, exists (select from seat s where s.person_id = w.id and s.is_in and s.is_live),
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'settings', jsonb_build_object('sessionHours', o.settings -> 'sessionHours', 'secondFactorRequired', o.settings -> 'secondFactorRequired')))
        from organisation o where o.closed_at is null and o.id in
          (select m.organisation_id from organisation_member m where m.person_id = w.id union select m.organisation_id from clinic_member m where m.person_id = w.id)), '[]')
    from unnest(wanted) w (id)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
