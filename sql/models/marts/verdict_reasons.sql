-- one row per set of words that decided the verdict of some message, the weightiest word first
select because, words from raw.reasons order by because
