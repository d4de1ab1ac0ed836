-- whose message a decision is about, '*' where nobody knows, null where it is about no message; and what else it concerns
alter table ledger add column school text check (length(school) between 1 and 200);

alter table ledger add column mentions text[] not null default '{}';

create index ledger_mentions on ledger using gin (mentions);

create index ledger_undone on ledger (subject) where kind = 'undo';

alter table ledger enable row level security;

create policy own_schools on ledger using (school is null or sees(school));

create index ledger_actor on ledger (actor, sequence);

-- the one row says where the chain ends: whoever writes holds it, so that the chain never forks
create table ledger_head (
    single boolean primary key default true check (single),
    sequence bigint not null,
    hash text not null check (hash ~ '^[0-9a-f]{64}$')
);

insert into ledger_head (sequence, hash)
select coalesce(max(sequence), 0), coalesce((array_agg(hash order by sequence desc))[1], repeat('0', 64))
from ledger;

-- one row per subject that anybody decided of: the ledger folded, made anew by "otklik ledger rebuild"
create table present (
    subject text primary key,
    version integer not null check (version > 0),
    state jsonb not null,
    -- the version at which each trait was last set
    touched jsonb not null
);

create index present_tags on present using gin ((state -> 'tags'));

-- one row per view of a page that somebody saved
create table view (
    id uuid primary key,
    owner text not null check (length(owner) between 1 and 200),
    name text not null check (length(name) between 1 and 100),
    address text not null check (length(address) between 1 and 2000),
    shared boolean not null,
    saved_at timestamptz not null default now()
);

create index view_owner on view (owner)
