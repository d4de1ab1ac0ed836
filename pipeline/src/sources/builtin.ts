import { Schema } from "effect"
import { Profile } from "./profile.ts"
import googleForms from "./profiles/google-forms.json" with { type: "json" }
import googleFormsEn from "./profiles/google-forms-en.json" with { type: "json" }
import ideas from "./profiles/ideas.json" with { type: "json" }
import jira from "./profiles/jira.json" with { type: "json" }
import jiraEn from "./profiles/jira-en.json" with { type: "json" }
import mail from "./profiles/mail.json" with { type: "json" }
import naumen from "./profiles/naumen.json" with { type: "json" }
import otrs from "./profiles/otrs.json" with { type: "json" }
import otrsRu from "./profiles/otrs-ru.json" with { type: "json" }
import suggestionBox from "./profiles/suggestion-box.json" with { type: "json" }
import telegram from "./profiles/telegram.json" with { type: "json" }
import yandexForms from "./profiles/yandex-forms.json" with { type: "json" }
import zendesk from "./profiles/zendesk.json" with { type: "json" }
import zendeskCsv from "./profiles/zendesk-csv.json" with { type: "json" }

/** The profiles that ship with Otklik, one readable file each. */
export const builtin: ReadonlyArray<Profile> = Schema.decodeUnknownSync(Schema.Array(Profile))([
  googleForms,
  googleFormsEn,
  ideas,
  jira,
  jiraEn,
  mail,
  naumen,
  otrs,
  otrsRu,
  suggestionBox,
  telegram,
  yandexForms,
  zendesk,
  zendeskCsv
])
