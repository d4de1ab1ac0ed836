-- one row: the model that the snapshot is scored by, whole
select name, hash, json from raw.score_model
