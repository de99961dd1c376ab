-- Text messages wait in the same outbox as mail.
alter table jobs.outbox drop constraint outbox_kind_check;
alter table jobs.outbox add constraint outbox_kind_check check (kind in ('mail', 'text'));
