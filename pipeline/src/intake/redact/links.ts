import type { Finds } from "./finds.ts"

const isMailbox = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x400 && code < 0x460) ||
  code === 0x2e ||
  code === 0x5f ||
  code === 0x2b ||
  code === 0x2d ||
  code === 0x25

const longestMailbox = 64

/** Where the word of a mailbox begins that ends at a place; the place itself where none does. */
const mailboxBefore = (text: string, end: number): number => {
  let at = end
  while (at > 0 && end - at < longestMailbox && isMailbox(text.charCodeAt(at - 1))) at--
  while (at < end && /[.\-+%]/.test(text[at])) at++
  return at
}

const domain =
  /^[a-zа-яё0-9-]{1,40}(?:\.[a-zа-яё0-9-]{1,40}){0,4}\.(?:[a-z]{2,12}|рф|рус|москва|дети)(?![a-zа-яё0-9])/i
const spacedDomain = /^[a-z0-9-]{2,40}\s?(?:\.|точка|dot|\(точка\)|\[dot\])\s?[a-z]{2,6}(?![a-zа-яё0-9])/i

const at = /@|[ \t]?[([{<*]\s?(?:собака|собачка|at|a|@|эт)\s?[)\]}>*][ \t]?|[ \t](?:собака|собачка)[ \t]/gi

const handle = /^[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_@]|\.[A-Za-zа-я])/

const plainAt = (finds: Finds, place: number): number => {
  const { text } = finds.tokens
  const start = mailboxBefore(text, place)
  const host = domain.exec(text.slice(place + 1, place + 200))?.[0]
  if (start < place && host !== undefined) {
    finds.placesAt("email", start, place + 1 + host.length)
    return place + 1 + host.length
  }
  const nick = start < place ? undefined : handle.exec(text.slice(place + 1, place + 40))?.[0]
  if (nick === undefined) return place + 1
  finds.placesAt("account", place, place + 1 + nick.length)
  return place + 1 + nick.length
}

const spokenAt = (finds: Finds, place: number, length: number): number => {
  const { text } = finds.tokens
  const start = mailboxBefore(text, place)
  const end = place + length
  const host = spacedDomain.exec(text.slice(end, end + 80))?.[0]
  if (start === place || host === undefined) return end
  finds.placesAt("email", start, end + host.length)
  return end + host.length
}

const mails = (finds: Finds): void => {
  const { text } = finds.tokens
  if (!text.includes("@") && !/собак|собач|[([{<*]\s?(?:at|a|эт)\s?[)\]}>*]/i.test(text)) return
  at.lastIndex = 0
  for (let found = at.exec(text); found !== null; found = at.exec(text)) {
    at.lastIndex =
      found[0] === "@" ? plainAt(finds, found.index) : spokenAt(finds, found.index, found[0].length)
  }
}

const secretKey =
  /(?:^|[?&#;/_.-])(?:[a-z]{0,12}_?token|auth|sid|[a-z]{0,8}session[a-z_]{0,4}|[a-z]{0,8}_?key|api_?key|[a-z_]{0,8}secret|pass(?:word|wd|code)?|pwd|code|sig|sign|signature|hash|jwt|otp|ticket|login|user|uid|state|phone|email|snils)$/i

const urlEnd = /[\s"'<>«»]/g

const endOfUrl = (text: string, from: number): number => {
  urlEnd.lastIndex = from
  return urlEnd.exec(text)?.index ?? text.length
}

const longestKey = 32

/** Values of telling keys in a URL: `…?token=VALUE&…`. */
const parameters = (finds: Finds, start: number, link: string): void => {
  for (let equals = link.indexOf("="); equals >= 0; equals = link.indexOf("=", equals + 1)) {
    if (!secretKey.test(link.slice(Math.max(0, equals - longestKey), equals))) continue
    let to = equals + 1
    while (to < link.length && !/[&#;]/.test(link[to])) to++
    while (to > equals + 1 && /[.,;!?)\]]/.test(link[to - 1])) to--
    if (to - equals > 4) finds.placesAt("token", start + equals + 1, start + to)
    equals = to - 1
  }
}

const social =
  /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|vk\.com|vk\.ru|ok\.ru\/profile|instagram\.com|facebook\.com|wa\.me|max\.ru)\/(\+?[\w.-]{3,64})/i
const userInfo = /^[a-z]{2,8}:\/\/([^\s/@:]{1,64}:[^\s/@]{1,64})@/i
const opaque = /[A-Za-z0-9_-]{32,}/g

const inUrl = (finds: Finds, start: number, link: string): void => {
  parameters(finds, start, link)
  const person = social.exec(link)
  if (person !== null)
    finds.placesAt("account", start + person[0].length - person[1].length, start + person[0].length)
  const login = userInfo.exec(link)
  if (login !== null)
    finds.placesAt("token", start + login[0].length - 1 - login[1].length, start + login[0].length - 1)
  for (const { 0: found, index } of link.matchAll(opaque))
    if (/\d/.test(found) && /[A-Za-z]/.test(found))
      finds.placesAt("token", start + index, start + index + found.length)
}

const url = /(?:https?|ftp|wss?):\/\/|www\.|(?:t\.me|vk\.com|wa\.me|mos\.ru)\//gi

const urls = (finds: Finds): void => {
  const { text } = finds.tokens
  if (!text.includes("/") && !text.includes("www.")) return
  url.lastIndex = 0
  for (let found = url.exec(text); found !== null; found = url.exec(text)) {
    const end = endOfUrl(text, found.index)
    inUrl(finds, found.index, text.slice(found.index, end))
    url.lastIndex = end
  }
}

const told =
  /(?:парол[ьяеи]м?|password|passwd|pwd|пин-?код|pin|логин|login|токен|token|ключ доступа|код доступа|api[ _-]?key)(?: (?:от|к|для|на) [а-яё]{2,12})?[ \t]{0,3}([:=–—-]{0,2})[ \t«"'`]{0,3}([^\s«»"'`,;]{4,128})/gi
const isMixed = (value: string): boolean => /\d/.test(value) && /[A-Za-zА-Яа-я]/.test(value)
const site = /^(?:[\w-]{1,40}\.)?(?:mos|mail|school|ya|yandex|gosuslugi|google)\.|\.(?:ru|com|рф)$|^https?:/i

/** Whether what follows «пароль» is one: letters with digits, or Latin after a colon. */
const isTold = (colon: string, value: string): boolean => {
  if (site.test(value) || value.startsWith("[")) return false
  if (isMixed(value)) return true
  return colon !== "" && /^[\x21-\x7e]+$/.test(value) && !/^\d{1,3}$/.test(value)
}

const credentials = (finds: Finds): void => {
  const { text } = finds.tokens
  told.lastIndex = 0
  for (let found = told.exec(text); found !== null; found = told.exec(text)) {
    const [all, colon, raw] = found
    const value = raw.replace(/[.)!?]+$/, "")
    const start = found.index + all.length - raw.length
    const isLogin = /^лог|^log/i.test(all)
    if (isTold(colon, value) || (isLogin && /^[a-z]{2,30}[._][a-z]{1,30}$/i.test(value) && !site.test(value)))
      finds.placesAt(isLogin ? "account" : "token", start, start + value.length)
    else told.lastIndex = start
  }
}

const bare =
  /(?<![a-zа-яё0-9])(?:(?:[a-z]{1,12}_)?token|sid|[a-z]{0,8}session(?:_?id)?|(?:[a-z]{1,8}_?)?key|secret|jwt|otp|password|pwd)=([^\s&;,"'<>()]{4,512})|(?<![a-z])bearer ([a-z0-9._~+/=-]{12,512})/gi

/** «sessionid=…», «Bearer …» outside a link. */
const bareSecrets = (finds: Finds): void => {
  const { text } = finds.tokens
  if (!text.includes("=") && !/bearer/i.test(text)) return
  for (const { 0: all, 1: pair, 2: bearer, index } of text.matchAll(bare)) {
    const value = pair ?? bearer
    finds.placesAt("token", index + all.length - value.length, index + all.length)
  }
}

const jwt = /eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]{4,}){0,2}/g
const ip = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)/g

const jwts = (finds: Finds): void => {
  const { text } = finds.tokens
  if (!text.includes("eyJ")) return
  for (const found of text.matchAll(jwt)) finds.placesAt("token", found.index, found.index + found[0].length)
}

const isAddress = (text: string, found: RegExpExecArray): boolean =>
  found[0].split(".").every((part) => Number(part) < 256 && (part.length === 1 || part[0] !== "0")) &&
  !/верси\S*(?: [а-я]{3,14})?\W{0,3}$|v\.?\s?$|сборк\S*\W{0,3}$|обновл\S*( до)?\W{0,3}$|build\W*$|version\W*$/i.test(
    text.slice(Math.max(0, found.index - 24), found.index)
  )

const ips = (finds: Finds): void => {
  const { text, digits } = finds.tokens
  if (digits < 4) return
  for (const found of text.matchAll(ip))
    if (isAddress(text, found)) finds.placesAt("ip", found.index, found.index + found[0].length)
}

/** E-mails, also spelled with «собака», secrets in URLs and after «пароль», handles, JWT and IP addresses. */
export const links = (finds: Finds): void => {
  urls(finds)
  mails(finds)
  credentials(finds)
  jwts(finds)
  bareSecrets(finds)
  ips(finds)
}
