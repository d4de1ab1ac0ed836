-- every theme has messages, quotes of its own among them, and a title
select themes.theme
from themes
left join theme_quotes on theme_quotes.theme = themes.theme
left join facts
    on facts.message_id = theme_quotes.message_id and facts.theme = themes.theme
group by themes.theme, themes.title
having count(facts.message_id) = 0 or trim(themes.title) = ''
limit 1
