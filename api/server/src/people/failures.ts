import { Failure } from "../failures.ts"

const failure = (status: number, kind: string, ru: string, en: string) =>
  new Failure({ status, kind, detail: { ru, en } })

export const wrongPassword = failure(
  401,
  "wrong-password",
  "Имя или пароль не подходят: проверьте раскладку и повторите. Забытый пароль заменит администратор: он даст ссылку",
  "The name or the password does not fit: check the keyboard's layout and try again. An administrator can give a link to replace a forgotten one"
)
export const closedAccount = failure(
  403,
  "closed-account",
  "Учётная запись закрыта: если это ошибка, обратитесь к администратору Otklik",
  "The account is closed: if that is a mistake, ask the administrator of Otklik"
)
export const noProvider = failure(
  404,
  "no-provider",
  "Вход через учётную запись организации не настроен: войдите по имени и паролю. Настройки — OTKLIK_OIDC_ISSUER и другие — перечислит otklik doctor",
  "Sign-in by an account of the organisation is not set up: use a name and a password. Its settings, OTKLIK_OIDC_ISSUER and others, are listed by otklik doctor"
)
export const providerDown = failure(
  503,
  "provider-down",
  "Сервер учётных записей организации не отвечает: повторите через минуту или войдите по имени и паролю",
  "The organisation's server of accounts does not answer: try again in a minute, or sign in by name and password"
)
export const providerRefused = failure(
  403,
  "provider-refused",
  "Вход через учётную запись организации отменён: начните его заново или войдите по имени и паролю",
  "Sign-in by the organisation's account was called off: begin again, or sign in by name and password"
)
export const providerUntrusted = failure(
  400,
  "provider-untrusted",
  "Вход не завершён: ответ сервера учётных записей устарел или не прошёл проверку. Начните вход заново; если повторится, покажите администратору otklik doctor",
  "You are not signed in: the answer of the server of accounts is out of date or did not pass its checks. Begin again; if it happens once more, let the administrator run otklik doctor"
)
export const groupless = failure(
  403,
  "groupless",
  "Ваша учётная запись верна, но ни одна её группа не даёт доступа к Отклику: попросите администратора организации включить вас в нужную",
  "Your account is right, but none of its groups opens Otklik: ask the administrator of your organisation to put you into one"
)
export const tooManyGuesses = (seconds: number) =>
  new Failure({
    status: 429,
    kind: "too-many-guesses",
    after: seconds,
    detail: {
      ru: `Слишком много неудачных попыток: подождите ${seconds} с и повторите`,
      en: `Too many failed attempts: wait ${seconds} s and try again`
    }
  })
export const deadLink = failure(
  410,
  "dead-link",
  "Ссылка уже использована или устарела: попросите администратора о новой. Первую ссылку печатает otklik serve при каждом запуске, пока нет администратора",
  "The link was used or has expired: ask the administrator for a new one. The first link is printed by otklik serve at each start while there is no administrator"
)
export const nameless = failure(
  400,
  "nameless",
  "Первой учётной записи нужны имя для входа и имя человека: заполните оба поля",
  "The first account needs a name to sign in by and a person's name: fill in both"
)
export const noAccounts = failure(
  409,
  "demonstration",
  "Это демонстрация: учётных записей в ней нет. Чтобы завести их, запустите Otklik с OTKLIK_DEMONSTRATION=off",
  "This is a demonstration, without accounts: to make some, start Otklik with OTKLIK_DEMONSTRATION=off"
)
export const nameTaken = failure(
  409,
  "name-taken",
  "Такое имя для входа уже есть: выберите другое",
  "That name to sign in by is taken: choose another"
)
export const noSuchPerson = failure(
  404,
  "no-such-person",
  "Такой учётной записи нет: обновите список",
  "There is no such account: reload the list"
)
export const noSuchKey = failure(
  404,
  "no-such-key",
  "Такого ключа нет: обновите список",
  "There is no such key: reload the list"
)
export const personChanged = failure(
  409,
  "person-changed",
  "Эту учётную запись только что изменил другой администратор: обновите список и повторите, если нужно",
  "Another administrator has just changed this account: reload the list and repeat if it is still needed"
)
export const lastAdministrator = failure(
  409,
  "last-administrator",
  "Это последний администратор: сначала назначьте другого",
  "This is the last administrator: appoint another one first"
)
export const noSuchSchool = failure(
  404,
  "no-such-school",
  "Такой школы в справочнике нет: обновите список",
  "The directory has no such school: reload the list"
)
export const schoolChanged = failure(
  409,
  "school-changed",
  "Эту школу только что изменил кто-то другой: обновите список и повторите, если нужно",
  "Somebody has just changed this school: reload the list and repeat if it is still needed"
)
