-- The caller asks to be phoned: their device does not pass the clinic's check.
alter table tenant.visit_detail add column phone_me boolean not null default false;
