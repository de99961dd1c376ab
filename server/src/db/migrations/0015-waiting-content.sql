-- Videos of waiting rooms, as they were sent: found by their content to be WebM or MP4, and served as nothing else. Their name is the hash of their bytes.
create table tenant.video (
  organisation_id uuid not null references tenant.organisation,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  format text not null check (format in ('mp4', 'webm')),
  -- In bytes; beside the bytes, so that a sum need not look at them.
  size integer not null check (size > 0),
  bytes bytea not null,
  uploaded_at bigint not null,
  primary key (organisation_id, hash)
);
-- Not compressed, so that a part of it can be read alone.
alter table tenant.video alter column bytes set storage external;
create index on tenant.video (hash);
alter table tenant.video enable row level security;
alter table tenant.video force row level security;
create policy own_organisations on tenant.video to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
create policy look_up on tenant.video for select to anteroom_lookup using (true);
create policy sweep on tenant.video for delete to anteroom_lookup using (true);
grant select, insert, update, delete on tenant.video to anteroom_tenant;
grant select, delete on tenant.video to anteroom_lookup;

grant create on schema tenant to anteroom_lookup;
set role anteroom_lookup;

-- Whoever knows the hash may see it.
create function tenant.video_by_hash(wanted text) returns table (format text, size integer)
  language sql stable security definer set search_path = tenant
  as $$ select v.format, v.size from video v where v.hash = wanted limit 1 $$;

-- So many bytes of it, from the one with that number; the first is 0.
create function tenant.video_part(wanted text, from_byte integer, many integer) returns bytea
  language sql stable security definer set search_path = tenant
  as $$ select substring(v.bytes from from_byte + 1 for many) from video v where v.hash = wanted limit 1 $$;

-- Whether a clinic of that organisation shows that file to those who wait.
create function tenant.is_waiting_content(organisation uuid, file text) returns boolean
  language sql stable security definer set search_path = tenant
  as $$
    select exists (
      select from clinic c where c.organisation_id = organisation
        and c.settings -> 'waitingContent' @? format('$.*[*] ? (@.file == "%s" || @.poster == "%s")', file, file)::jsonpath
    )
  $$;

-- Removes what was uploaded before `before_at` and stands nowhere.
create function tenant.sweep_videos(before_at bigint) returns void
  language sql security definer set search_path = tenant
  as $$ delete from video v where v.uploaded_at < before_at and not is_waiting_content(v.organisation_id, v.hash) $$;

create or replace function tenant.sweep_images(before_at bigint) returns void
  language sql security definer set search_path = tenant
  as $$
    delete from image i where i.uploaded_at < before_at
      and not exists (select from organisation o where o.id = i.organisation_id and o.settings ->> 'logo' = i.hash)
      and not exists (select from clinic c where c.organisation_id = i.organisation_id and c.settings ->> 'logo' = i.hash)
      and not is_waiting_content(i.organisation_id, i.hash)
  $$;

reset role;
revoke create on schema tenant from anteroom_lookup;
grant execute on all functions in schema tenant to anteroom_tenant;
