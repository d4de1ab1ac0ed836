-- What the pipeline lays down before the models run. A theme is its permanent number, a message its
-- place `n` in the order of message ids.
create schema raw;

create table raw.build (
    timezone varchar not null,
    engine varchar not null,
    last_theme int not null
);

create table raw.score_model (name varchar not null, hash varchar not null, json varchar not null);

create table raw.landed (
    message_id varchar not null,
    source varchar not null,
    family varchar not null,
    created_at timestamp not null,
    author varchar,
    school varchar,
    district varchar,
    role varchar,
    service varchar,
    language varchar not null,
    subject varchar,
    text varchar not null,
    priority varchar,
    -- by the clock of the build's time zone
    day date not null
);

create table raw.placed (
    n int not null,
    theme int,
    request int,
    strength float not null,
    near_copy boolean not null,
    verdict varchar not null,
    probability float not null,
    severity float not null,
    service varchar,
    -- which of raw.reasons decided the verdict, 0 where no words did
    because int not null
);

-- words that together decided the verdict of some message, the weightiest first
create table raw.reasons (because int not null, words varchar[] not null);

create table raw.themes (
    theme int not null,
    title varchar not null,
    keyphrases varchar[] not null,
    direction varchar not null,
    service varchar,
    verdict varchar not null,
    verdict_share float not null,
    verdict_second varchar,
    verdict_words varchar[] not null,
    cohesion float not null,
    coarse int not null,
    flags varchar[] not null
);

-- messages that repeat what the same person said before (`first` is the place of that), or that are one of
-- the near copies of a campaign
create table raw.repeats (n int not null, first int, campaign boolean not null);

create table raw.incidents (
    incident int not null,
    service varchar not null,
    first_day varchar not null,
    last_day varchar not null,
    expected double not null
);

create table raw.incident_messages (n int not null, incident int not null);

create table raw.verdict_quality (
    verdict varchar not null,
    examples int not null,
    precision double,
    recall double,
    cues_precision double,
    cues_recall double
);

-- person-weeks that planners expect of a theme's request
create table raw.efforts (theme int not null, weeks double not null);

create table raw.quotes (theme int not null, position int not null, n int not null);

create table raw.requests (theme int not null, request int not null, title varchar not null);

create table raw.similar (
    theme int not null,
    position int not null,
    other int not null,
    similarity float not null
);

create table raw.lineage (
    theme int not null,
    parent int not null,
    messages int not null,
    share float not null
);

-- where messages were placed by the snapshot that this one goes on from; null where they were in no theme
create table raw.before (n int not null, theme int);

create table raw.before_themes (theme int not null, title varchar not null);

create table raw.decisions (
    seq int not null,
    kind varchar not null,
    theme int,
    holds boolean not null
);

create table raw.directory (
    school varchar,
    number varchar,
    name varchar,
    district varchar,
    pupils varchar,
    teachers varchar
);

create table raw.calendar (first varchar not null, last varchar not null, weight double not null);

-- one row per local day from the first message to the last: how busy the school year makes it
create view raw.days as
with span as (
    select
        min(day) as first,
        max(day) as last,
    from raw.landed
),
days as (
    select unnest(generate_series(first, last, interval 1 day))::date as day
    from span
),
weighed as (
    select
        days.day,
        max(seed.weight) as busiest,
        min(seed.weight) as quietest,
    from days
    left join raw.calendar as seed
        on strftime(days.day, '%m-%d') between seed.first and seed.last
    group by days.day
)
select
    day,
    case
        when quietest < 1 then quietest
        else coalesce(busiest, 1)
    end::double as weight,
from weighed;

create table raw.files (
    path varchar not null,
    source varchar not null,
    month varchar not null,
    rows int not null,
    hash varchar not null
);

-- the snapshots that this one remembers, oldest first; the last is the one that it goes on from
create table raw.moments (
    position int not null,
    snapshot varchar not null,
    as_of timestamp,
    model varchar not null,
    model_hash varchar not null,
    parts varchar[] not null,
    weights double[] not null
);

-- a theme in a remembered snapshot; without a rank where it had just left the queue
-- the causes sum to the change of its score from the moment before; null where that cannot be told
create table raw.rank_history (
    position int not null,
    theme int not null,
    title varchar not null,
    rank int,
    score double not null,
    schools int not null,
    points double[] not null,
    adds double[] not null,
    messages double,
    reach double,
    calendar double,
    model double,
    corrections double
);

create table raw.rank_changes (
    theme int not null,
    rank_before int,
    score_before double not null,
    messages double,
    reach double,
    calendar double,
    model double,
    corrections double
);
