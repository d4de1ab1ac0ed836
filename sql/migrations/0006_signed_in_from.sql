-- where a session was last seen from, and what its browser calls itself, so that its person can tell a stranger's
alter table session add column address text check (length(address) <= 100);

alter table session add column agent text check (length(agent) <= 300);

-- the audit is read newest first, of one kind or of one person
create index audit_of_kind on audit (kind, sequence desc);

create index audit_of_person on audit (person, sequence desc);
