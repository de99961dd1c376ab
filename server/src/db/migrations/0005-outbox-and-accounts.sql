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

-- ── accounts: a second factor, and how often somebody may try ──

alter table auth."user" add column "twoFactorEnabled" boolean not null default false;
create table auth."twoFactor" (
  id text primary key,
  "userId" uuid not null unique references auth."user" on delete cascade,
  -- Sealed by the accounts library with the installation's secret.
  secret text not null,
  "backupCodes" text not null,
  verified boolean not null default false,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil" timestamptz
);
-- A code of the second factor works once, although it is shown for half a minute.
create table auth.used_code (user_id uuid not null references auth."user" on delete cascade, code_hash bytea not null, at timestamptz not null default now(), primary key (user_id, code_hash));
create index on auth.used_code (at);

-- Tries of one source or at one address, counted for all nodes together. Unlogged: a crash of the database forgives them.
create unlogged table auth.attempt (who bytea primary key, remaining float8 not null, granted boolean not null default true, at timestamptz not null default clock_timestamp());
create index on auth.attempt (at);

-- Takes one of `most` tries, which come back over `per_seconds`; answers how many seconds to wait if none is left, else 0.
create function auth.take_attempt(key bytea, most integer, per_seconds integer) returns float8 language sql as $$
  insert into auth.attempt as a (who, remaining) values (key, most - 1)
    on conflict (who) do update set (remaining, granted, at) = (
      select case when r >= 1 then r - 1 else r end, r >= 1, clock_timestamp()
        from (select least(most, a.remaining + extract(epoch from clock_timestamp() - a.at) * most / per_seconds) as r) refilled)
    returning case when granted then 0 else (1 - remaining) * per_seconds / most end
$$;
grant select, insert, update, delete on auth."twoFactor", auth.used_code, auth.attempt to anteroom_auth;
grant execute on function auth.take_attempt(bytea, integer, integer) to anteroom_auth;
