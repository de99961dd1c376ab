-- An organisation's imports go one after the other: several at once would wait for each other on every connection there is.
update jobs.people_import set state = 'failed' where state = 'running';
create unique index one_running_import on jobs.people_import (organisation_id) where state = 'running';

-- The one table of the nodes that members read: kept apart like those of the organisations.
alter table jobs.people_import enable row level security;
alter table jobs.people_import force row level security;
create policy own_organisations on jobs.people_import to anteroom_tenant using (organisation_id = any(tenant.asking_organisations())) with check (organisation_id = any(tenant.asking_organisations()));
