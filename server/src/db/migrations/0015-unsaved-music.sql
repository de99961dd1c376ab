-- A piece is heard only once the settings name it: one that was uploaded and not saved, or replaced, stays for a day beside the present one.
alter table tenant.clinic_music add column title text not null default '';
alter table tenant.clinic_music add column uploaded_at bigint not null default 0;
update tenant.clinic_music m set title = c.settings -> 'ownMusic' ->> 'title' from tenant.clinic c where c.id = m.clinic_id and c.settings -> 'ownMusic' ->> 'title' is not null;
alter table tenant.clinic_music alter column title drop default, alter column uploaded_at drop default;
alter table tenant.clinic_music drop constraint clinic_music_pkey, add primary key (clinic_id, id);
create policy sweep on tenant.clinic_music for delete to anteroom_lookup using (true);
grant delete on tenant.clinic_music to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- Removes what was uploaded before `before_at` and no settings name.
create function tenant.sweep_music(before_at bigint) returns void
  language sql security definer set search_path = tenant
  as $$
    delete from clinic_music m where m.uploaded_at < before_at
      and not exists (select from clinic c where c.id = m.clinic_id and c.settings -> 'ownMusic' ->> 'id' = m.id::text)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
