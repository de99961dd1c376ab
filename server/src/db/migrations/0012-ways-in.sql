-- A session ends when its person comes in another way from now on: their organisation's own sign-in was switched on or off.

-- The session in which that was switched: whoever did it stays in.
alter table auth.session add column "keptOpen" boolean not null default false;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

drop function tenant.sign_in_rules_of(uuid[]);
-- Of each person: whether they are in a call now, whose own sign-in they must use, and the sign-in settings of their open organisations.
create function tenant.sign_in_rules_of(wanted uuid[]) returns table (person_id uuid, in_call boolean, signs_on_at uuid, organisations jsonb)
  language sql stable security definer set search_path = tenant
  as $$
    select w.id, exists (select from seat s where s.person_id = w.id and s.is_in and s.is_live),
      (select o.organisation_id from person p, tenant.sign_on_of_domain(split_part(p.email, '@', 2)) o where p.id = w.id and tenant.signs_on_at(p.id, o.organisation_id)),
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'settings', jsonb_build_object('sessionHours', o.settings -> 'sessionHours', 'secondFactorRequired', o.settings -> 'secondFactorRequired')))
        from organisation o where o.closed_at is null and o.id in
          (select m.organisation_id from organisation_member m where m.person_id = w.id union select m.organisation_id from clinic_member m where m.person_id = w.id)), '[]')
    from unnest(wanted) w (id)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
