-- second readings of messages are few among many decisions
create index ledger_readings on ledger (sequence) where kind = 'reading';
