-- one row per draft of a scoring model; a published one is a file of the store and is never changed
create table model_draft (
    number integer generated always as identity primary key,
    basis text not null check (length(basis) between 1 and 60),
    model jsonb not null,
    author text not null check (length(author) between 1 and 200),
    changed_at timestamptz not null default now()
);
