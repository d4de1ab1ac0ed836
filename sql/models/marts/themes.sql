-- one row per theme
-- may be null: service, verdict_second, effort
with described as (
    select
        themes.theme,
        themes.number,
        themes.title,
        themes.keyphrases,
        themes.direction,
        themes.service,
        themes.verdict,
        themes.verdict_share,
        themes.verdict_second,
        themes.verdict_words,
        'new' as stage,
        themes.cohesion,
        efforts.weeks as effort,
        themes.coarse,
        list_distinct(list_concat(
            themes.flags,
            if(facts.campaign * 2 >= facts.messages, ['campaign'], []::varchar[]),
            if(facts.incident * 5 >= facts.messages * 3, ['incident'], []::varchar[]),
            if(facts.schools = 1, ['one_school'], []::varchar[]),
            if(facts.messages < 5, ['few_data'], []::varchar[])
        )).list_sort() as flags,
        facts.first_at,
        facts.last_at,
    from stg_engine__themes as themes
    join int_theme_facts_summed as facts using (theme)
    left join raw.efforts as efforts on efforts.theme = themes.number
)
select * exclude (number) from described order by number
