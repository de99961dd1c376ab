-- Whoever is here came through the door of one clinic and agreed there to what it asked; any other asks anew.
update tenant.visit v
  set body = body || jsonb_build_object('agreedIn', coalesce((select jsonb_agg(s.clinic_id) from tenant.stay s where s.visit_id = v.id and s.body -> 'began' ->> 'how' = 'entered'), '[]'));
