-- one row per landed message in small numbers, by theme, voice, person and day: signals are its sums
-- a theme is its number, 0 for none; a voice the place of its school in the order of `schools`, or below
-- zero one without a school; a day counts from 1970; severity is in thousandths; district, role,
-- service, family and verdict are places in the contract's lists, 0 for none;
-- marks: 1 echo, 2 campaign, 4 incident
with numbered as (
    select school, (row_number() over (order by school) - 1)::int as place
    from schools
),
spoken as (
    select
        coalesce(facts.theme[2:]::int, 0) as theme,
        coalesce(
            numbered.place,
            -1 - (hash(coalesce('~' || facts.author, '~~' || facts.message_id)) & 1073741823)::int
        ) as voice,
        (hash(coalesce(facts.author, facts.message_id)) & 2147483647)::int as person,
        date_diff('day', date '1970-01-01', facts.day)::int as day,
        round(facts.severity * 1000)::usmallint as severity,
        coalesce(list_position(lists.district, facts.district), 0)::utinyint as district,
        coalesce(list_position(lists.role, facts.role), 0)::utinyint as role,
        coalesce(list_position(lists.service, facts.service), 0)::utinyint as service,
        list_position(lists.family, facts.family)::utinyint as family,
        list_position(lists.verdict, facts.verdict)::utinyint as verdict,
        (
            (facts.echo is not null)::int
            + 2 * facts.campaign::int
            + 4 * (facts.incident is not null)::int
        )::utinyint as marks,
    from facts
    cross join raw.lists as lists
    left join numbered using (school)
)
select * from spoken order by all
