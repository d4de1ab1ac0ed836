-- one row per thing a person decided; rows are only ever added
create table ledger (
    sequence bigint generated always as identity primary key,
    decision uuid not null unique,
    decided_at timestamptz not null default now(),
    actor text not null check (length(actor) between 1 and 200),
    kind text not null check (length(kind) between 1 and 50),
    subject text not null check (length(subject) between 1 and 200),
    version integer not null check (version > 0),
    snapshot text check (snapshot ~ '^[0-9a-f]{16}$'),
    reason text,
    before jsonb,
    after jsonb,
    previous text not null check (previous ~ '^[0-9a-f]{64}$'),
    hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
    unique (subject, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: undo is another row', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger ledger_is_append_only before update or delete on ledger
    for each row execute function refuse_change();

create trigger ledger_is_never_emptied before truncate on ledger
    for each statement execute function refuse_change();

-- one row per setting that people changed
create table setting (
    name text primary key,
    value jsonb not null,
    changed_at timestamptz not null default now()
);
