-- What is to be sent, sent, or kept for the platform's outbox page because nothing is set up to send it.

drop table if exists jobs.outbox;
create table jobs.outbox (
  id uuid primary key,
  organisation_id uuid not null,
  kind text not null check (kind in ('mail')),
  recipient text not null,
  template text not null,
  language text not null,
  -- What the template names. The link is a key to somebody's account and is taken out once the message is sent.
  values jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  created_at timestamptz not null default now(),
  -- Next try; moved ahead while a node is at it, so that another takes over if that node dies.
  due_at timestamptz not null default now(),
  -- Later than this nobody needs it any more.
  useful_until timestamptz not null,
  attempts integer not null default 0,
  sent_at timestamptz,
  problem text
);
create index on jobs.outbox (due_at) where state = 'waiting';
create index on jobs.outbox (created_at);
grant select, insert, update, delete on jobs.outbox to anteroom_tenant;
