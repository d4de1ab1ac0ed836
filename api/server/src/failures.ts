import type { Entry } from "@otklik/contract/ledger"
import type { Problem } from "@otklik/contract/route"
import { Data } from "effect"
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify"
import { randomUUID } from "node:crypto"
import { STATUS_CODES } from "node:http"
import type { Socket } from "node:net"
import { type Sentence, tongueOf } from "./sentence.ts"

/** What a request may fail with: a status and a sentence that says what to do next; never a stack, SQL or path. */
export class Failure extends Data.TaggedError("Failure")<{
  readonly status: number
  readonly kind: string
  readonly detail: Sentence
  /** seconds to wait before asking again */
  readonly after?: number
  /** the decision that stands in the way, of the contract's shape */
  readonly conflict?: Entry
}> {}

const titles: Readonly<Record<number, Sentence>> = {
  400: { ru: "Запрос непонятен", en: "Bad request" },
  401: { ru: "Нужно войти", en: "Sign in first" },
  403: { ru: "Нет доступа", en: "Not allowed" },
  404: { ru: "Не найдено", en: "Not found" },
  405: { ru: "Так не обращаются", en: "Method not allowed" },
  409: { ru: "Уже изменилось", en: "Conflict" },
  410: { ru: "Больше не доступно", en: "Gone" },
  413: { ru: "Слишком много данных", en: "Payload too large" },
  415: { ru: "Формат не принимается", en: "Unsupported media type" },
  429: { ru: "Слишком часто", en: "Too many requests" },
  421: { ru: "Чужой адрес", en: "Misdirected request" },
  431: { ru: "Слишком длинный запрос", en: "Request too long" },
  503: { ru: "Пока недоступно", en: "Service unavailable" }
}
const unknown: Sentence = { ru: "Сервер не смог ответить", en: "Internal server error" }

export const failure = (status: number, kind: string, ru: string, en: string) =>
  new Failure({ status, kind, detail: { ru, en } })

export const emptyStore = failure(
  503,
  "empty-store",
  "Срез ещё не построен: выполните otklik build",
  "Nothing is built yet: run otklik build"
)
export const damagedSnapshot = failure(
  503,
  "damaged-snapshot",
  "Файл среза повреждён: выполните otklik build, он соберёт срез заново",
  "The snapshot's file is damaged: run otklik build to make it anew"
)
export const newerSnapshot = failure(
  503,
  "newer-snapshot",
  "Срез собран более новой версией Otklik: обновите эту или соберите срез ею заново: otklik build",
  "The snapshot was made by a newer Otklik: update this one, or build again with it: otklik build"
)
export const olderSnapshot = failure(
  503,
  "older-snapshot",
  "Срез собран прежней версией Otklik: выполните otklik build, он соберёт срез этой версией",
  "The snapshot was made by an older Otklik: run otklik build to make it with this one"
)
export const staleCursor = failure(
  409,
  "stale-cursor",
  "Пока вы листали, вышел новый срез: начните список сначала, без cursor",
  "A newer snapshot was published while you were paging: start again without cursor"
)
export const foreignCursor = failure(
  400,
  "foreign-cursor",
  "Этот cursor выдан для другого запроса: начните список сначала, без cursor",
  "This cursor belongs to another request: start again without cursor"
)
export const noSuchTheme = failure(
  404,
  "no-such-theme",
  "Такой темы в текущем срезе нет: откройте очередь и найдите её по словам",
  "The current snapshot has no such theme: look for it in the backlog by its words"
)
export const tooManyRows = (rows: number, most: number) =>
  failure(
    400,
    "too-many-rows",
    `В XLSX поместится не больше ${most} строк, а отобрано ${rows}: сузьте отбор или скачайте CSV`,
    `An XLSX file holds at most ${most} rows and ${rows} are chosen: narrow the filters or take CSV`
  )
export const noSuchMessage = failure(
  404,
  "no-such-message",
  "Такого сообщения нет или оно из чужой школы: откройте тему и выберите сообщение из её списка",
  "There is no such message, or it is another school's: open its theme and choose it from the list"
)
export const noSuchView = failure(
  404,
  "no-such-view",
  "Это чужой вид: сохраните свой под другим номером",
  "This view is another's: save one of your own under another id"
)
export const tooManyViews = failure(
  409,
  "too-many-views",
  "У вас уже двести сохранённых видов: удалите ненужные и сохраните снова",
  "You have two hundred saved views already: forget some of them and save again"
)
export const noSuchDecision = failure(
  404,
  "no-such-decision",
  "Такого решения нет: найдите его в журнале решений",
  "There is no such decision: look for it in the ledger"
)
export const textsUnreadable = failure(
  503,
  "texts-unreadable",
  "Тексты сообщений не читаются: файлы хранилища удалены или повреждены. Выполните otklik doctor",
  "The texts of the messages cannot be read: files of the store are missing or damaged. Run otklik doctor"
)
export const notBuiltPage = failure(
  404,
  "no-interface",
  "Интерфейс не собран: выполните npm run build и обновите страницу",
  "The interface is not built: run npm run build and reload"
)
export const notFound = failure(
  404,
  "not-found",
  "Такого адреса нет: все адреса перечислены на /api/docs",
  "There is no such address: all of them are listed at /api/docs"
)
export const wrongMethod = (allowed: string) =>
  failure(
    405,
    "method-not-allowed",
    `По этому адресу можно только ${allowed}: все адреса перечислены на /api/docs`,
    `This address takes only ${allowed}: all of them are listed at /api/docs`
  )
export const notSignedIn = failure(
  401,
  "not-signed-in",
  "Войдите: вы не входили или время сеанса вышло",
  "Sign in: you have not yet, or your session is over"
)
export const notAllowed = failure(
  403,
  "not-allowed",
  "Вашей роли это не открыто: попросите администратора Otklik, если это нужно для работы",
  "Your role does not have this: ask the administrator of Otklik if your work needs it"
)
export const foreignHost = failure(
  421,
  "foreign-host",
  "По этому адресу Otklik не открывается: с этой машины откройте localhost, с других — адрес из OTKLIK_URL",
  "Otklik is not opened at this address: use localhost on this machine, and the address of OTKLIK_URL from others"
)
export const databaseDown = failure(
  503,
  "database-down",
  "База людей и решений не отвечает: ничего не потеряно, соединение восстановится само. Повторите через минуту",
  "The database of people and decisions does not answer: nothing is lost, it is tried again by itself. Try again in a minute"
)
export const foreignOrigin = failure(
  403,
  "foreign-origin",
  "Запрос пришёл не со страницы Otklik и не выполнен: откройте Otklik по его адресу и повторите там",
  "The request did not come from a page of Otklik and was not carried out: open Otklik at its address and try there"
)
export const badQuery = (detail: Sentence) => new Failure({ status: 400, kind: "bad-query", detail })
export const badBody = (detail: Sentence) => new Failure({ status: 400, kind: "bad-body", detail })
export const badAddress = (detail: Sentence) => new Failure({ status: 404, kind: "not-found", detail })

const tooSlow = failure(
  503,
  "too-slow",
  "Ответ занял слишком много времени: сузьте отбор и повторите",
  "The answer took too long: narrow the filters and try again"
)
const unexpected = (id: string) =>
  failure(
    500,
    "unexpected",
    `Сервер не смог ответить. Повторите; если не поможет, выполните otklik doctor и назовите номер запроса ${id}`,
    `The server could not answer. Try again; if that does not help, run otklik doctor and quote request ${id}`
  )

const requests: Readonly<Record<number, Failure>> = {
  400: failure(
    400,
    "malformed",
    "Запрос не разобран: проверьте адрес и то, что тело запроса — верный JSON",
    "The request cannot be read: check the address, and that the body is valid JSON"
  ),
  403: notFound,
  404: notFound,
  413: failure(
    413,
    "too-large",
    "Тело запроса слишком велико: отправьте меньше",
    "The body is too large: send less"
  ),
  415: failure(
    415,
    "not-json",
    "Тело запроса принимается только как application/json",
    "A body is taken as application/json alone"
  ),
  431: failure(
    431,
    "too-long",
    "Запрос слишком длинный: сократите отбор",
    "The request is too long: shorten the filters"
  ),
  503: tooSlow
}

/** The problem that a thrown thing becomes; what is not a `Failure` or a fault of the request tells nothing of itself. */
export const failureOf = (error: unknown, id: string): Failure => {
  if (error instanceof Failure) return error
  const { statusCode = 500 } = error as Partial<FastifyError>
  return requests[statusCode] ?? (statusCode >= 400 && statusCode < 500 ? requests[400]! : unexpected(id))
}

/** RFC 9457. */
export const problemOf = (
  { conflict, detail, kind, status }: Failure,
  request: Pick<FastifyRequest, "id" | "headers">
): Problem => {
  const tongue = tongueOf(request.headers)
  return {
    type: `urn:otklik:problem:${kind}`,
    title: (titles[status] ?? unknown)[tongue],
    status,
    detail: detail[tongue],
    instance: `urn:uuid:${request.id}`,
    ...(conflict === undefined ? {} : { conflict })
  }
}

/** Sends a failure as application/problem+json in the reader's language; what we did not foresee is logged whole. */
export const sendFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const failed = failureOf(error, request.id)
  if (failed.status === 500 && !request.socket.destroyed) request.log.error({ err: error }, "request failed")
  return reply
    .code(failed.status)
    .removeHeader("etag")
    .header("cache-control", "no-store")
    .header("vary", "accept-language")
    .headers(failed.after === undefined ? {} : { "retry-after": String(failed.after) })
    .header("content-language", tongueOf(request.headers))
    .type("application/problem+json")
    .serializer(JSON.stringify)
    .send(problemOf(failed, request))
}

/** Answers what is not even HTTP, or whose head is too long to read. */
export const refuseRaw = ({ code }: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable) return void socket.destroy()
  const failed = failureOf({ statusCode: code === "HPE_HEADER_OVERFLOW" ? 431 : 400 }, "")
  const body = JSON.stringify(problemOf(failed, { id: randomUUID(), headers: {} }))
  const head = `HTTP/1.1 ${failed.status} ${STATUS_CODES[failed.status]}\r\nContent-Type: application/problem+json`
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`)
}
