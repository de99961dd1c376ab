-- Where the owner is no superuser, 0015 saw no row and left the titles of pieces empty that were there before it.
alter table tenant.clinic no force row level security;
alter table tenant.clinic_music no force row level security;
update tenant.clinic_music m set title = c.settings -> 'ownMusic' ->> 'title'
  from tenant.clinic c
  where c.id = m.clinic_id and m.title = '' and c.settings -> 'ownMusic' ->> 'id' = m.id::text and c.settings -> 'ownMusic' ->> 'title' is not null;
alter table tenant.clinic force row level security;
alter table tenant.clinic_music force row level security;
