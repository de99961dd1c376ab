-- What a message is about, where several about the same go out as one.
alter table jobs.outbox add column about text;
create index on jobs.outbox (about) where about is not null and state = 'waiting';
