-- one row per person of the house; nobody is deleted, so that decisions keep their names
create table person (
    id text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    name text not null check (length(name) between 1 and 200),
    role text not null check (role in ('curator', 'senior_curator', 'planner', 'leadership', 'administrator')),
    disabled boolean not null default false,
    version integer not null default 1 check (version > 0),
    created_at timestamptz not null
);

-- one row per person with a password here: argon2id in PHC form
create table credential (
    person text primary key references person,
    hash text not null,
    changed_at timestamptz not null
);

-- one row per account of an identity provider that belongs to a person
create table identity (
    issuer text not null,
    subject text not null,
    person text not null references person,
    primary key (issuer, subject)
);

-- one row per sign-in; the browser holds the secret, we its hash
create table session (
    id uuid primary key default gen_random_uuid(),
    secret_hash text not null unique check (secret_hash ~ '^[0-9a-f]{64}$'),
    person text not null references person,
    means text not null check (means in ('password', 'provider', 'link')),
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index session_of_person on session (person);

-- one row per key of a machine; the machine holds the secret, we its hash
create table api_key (
    id uuid primary key default gen_random_uuid(),
    secret_hash text not null unique check (secret_hash ~ '^[0-9a-f]{64}$'),
    name text not null check (length(name) between 1 and 200),
    role text not null check (role in ('senior_curator', 'planner', 'leadership', 'administrator')),
    actions text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);

-- one row per account, address or pair of both that failed to sign in lately, by hash
create table sign_in_attempt (
    subject text primary key check (subject ~ '^[0-9a-f]{64}$'),
    failures integer not null check (failures > 0),
    failed_at timestamptz not null
);

-- one row per link that makes an account once: the first administrator's has no person yet
create table one_time_link (
    secret_hash text primary key check (secret_hash ~ '^[0-9a-f]{64}$'),
    person text references person,
    expires_at timestamptz not null,
    used_at timestamptz
);

-- one row per sign-in, export or change of access; rows are only ever added
create table audit (
    sequence bigint generated always as identity primary key,
    happened_at timestamptz not null,
    kind text not null check (length(kind) between 1 and 50),
    person text,
    detail jsonb not null
);

create trigger audit_is_append_only before update or delete on audit
    for each row execute function refuse_change();

create trigger audit_is_never_emptied before truncate on audit
    for each statement execute function refuse_change();

-- one row per school of the directory; the control characters would break the list of a scope
create table school (
    school text primary key check (school ~ '^[^[:cntrl:]*]{1,60}$'),
    number text not null,
    name text not null,
    district text,
    pupils integer check (pupils >= 0),
    teachers integer check (teachers >= 0),
    version integer not null default 1 check (version > 0)
);

-- one row per address of a school
create table building (
    school text not null references school on delete cascade,
    address text not null check (length(address) between 1 and 300),
    primary key (school, address)
);

-- one row per name that a school is also known by
create table alias (
    school text not null references school on delete cascade,
    alias text not null check (length(alias) between 1 and 200),
    primary key (school, alias)
);

-- one row per time that a curator has a school, both days included
create table assignment (
    id uuid primary key default gen_random_uuid(),
    person text not null references person,
    school text not null references school on delete cascade,
    from_day date not null,
    to_day date check (to_day >= from_day),
    unique (person, school, from_day)
);

create index assignment_of_school on assignment (school);

-- whether the transaction's scope holds a school; a row without one belongs to those who see all
create function sees(school text) returns boolean language sql stable parallel safe as $$
    select coalesce(
        current_setting('otklik.schools', true) = '*'
            or school = any (string_to_array(current_setting('otklik.schools', true), chr(31))),
        false
    )
$$;

-- the role that transactions with a scope run under, since neither superusers nor, without FORCE, owners are held by policies
do $$
begin
    begin
        create role otklik_scoped nologin;
    exception when duplicate_object or unique_violation or insufficient_privilege then null;
    end;
    begin
        if not pg_has_role('otklik_scoped', 'member') then grant otklik_scoped to current_user; end if;
    exception when insufficient_privilege or undefined_object then null;
    end;
end
$$;

-- until the transaction ends it sees the rows of these schools alone: '*', or their ids with chr(31) before each
create function enter_scope(schools text) returns void language plpgsql as $$
begin
    perform set_config('otklik.schools', schools, true);
    if exists (select from pg_roles where rolname = 'otklik_scoped') and pg_has_role('otklik_scoped', 'member') then
        perform set_config('role', 'otklik_scoped', true);
    end if;
end
$$;

-- later tables are open to the scoped role by themselves; what lets people in never is
do $$
begin
    if exists (select from pg_roles where rolname = 'otklik_scoped') then
        grant select, insert, update, delete on all tables in schema public to otklik_scoped;
        revoke all on credential, identity, session, api_key, sign_in_attempt, one_time_link from otklik_scoped;
        alter default privileges in schema public grant select, insert, update, delete on tables to otklik_scoped;
    end if;
exception when insufficient_privilege then null;
end
$$;

alter table school enable row level security;

alter table school force row level security;

create policy own_schools on school using (sees(school)) with check (sees(school));

alter table building enable row level security;

alter table building force row level security;

create policy own_schools on building using (sees(school)) with check (sees(school));

alter table alias enable row level security;

alter table alias force row level security;

create policy own_schools on alias using (sees(school)) with check (sees(school));
