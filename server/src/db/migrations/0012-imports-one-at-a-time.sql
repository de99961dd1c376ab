-- An organisation's imports go one after the other: several at once would wait for each other on every connection there is.
update jobs.people_import set state = 'failed' where state = 'running';
create unique index one_running_import on jobs.people_import (organisation_id) where state = 'running';
