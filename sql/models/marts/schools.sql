-- one row per school that could speak: those of the directory and those that wrote
-- may be null: name, district, pupils, teachers
with known as (
    select school, number, name, district, pupils, teachers
    from stg_directory__schools
),
heard as (
    select
        school,
        number,
        null::varchar as name,
        district,
        null::int as pupils,
        null::int as teachers,
    from int_schools_heard
),
every as (
    from known union all from heard
)
select * from every order by school
