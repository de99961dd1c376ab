-- Passkeys, and a second factor that may be an app, passkeys, or both, with one set of recovery codes.

create table auth.passkey (
  id text primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  name text,
  "publicKey" text not null,
  "credentialID" text not null unique,
  -- Up to 2³², which an integer does not hold.
  counter float8 not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  aaguid text,
  "createdAt" timestamptz not null default now()
);
create index on auth.passkey ("userId");
grant select, insert, update, delete on auth.passkey to anteroom_auth;

-- `app`: the secret was given to an app; otherwise nobody knows it, and the row stands for passkeys alone.
alter table auth."twoFactor" add column app boolean not null default false;
-- Of an app that has not shown a right code yet.
alter table auth."twoFactor" add column "pendingSecret" text;
update auth."twoFactor" set app = verified, "pendingSecret" = case when verified then null else secret end;
