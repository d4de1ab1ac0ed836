import { routes } from "@otklik/contract"
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions
} from "fastify"
import { randomUUID } from "node:crypto"
import { compressAnswers } from "./compression.ts"
import { mountDocs } from "./docs.ts"
import { mount, type Run } from "./endpoint.ts"
import type { Entry } from "./entry.ts"
import { notFound, refuseRaw, sendFailure, wrongMethod } from "./failures.ts"
import { mountPages, pageOr404 } from "./pages.ts"
import { accountRoute, endOtherSessionsRoute, endOwnSessionRoute } from "./routes/account.ts"
import { auditRoute } from "./routes/audit.ts"
import { agreementRoute } from "./routes/agreement.ts"
import { backlogExportRoute, backlogRoute } from "./routes/backlog.ts"
import { coverageRoute } from "./routes/coverage.ts"
import { compareRoute } from "./routes/compare.ts"
import { mountEvents } from "./routes/events.ts"
import { healthRoute } from "./routes/health.ts"
import { historyRoute } from "./routes/history.ts"
import { changesRoute, decideRoute, decisionsRoute, statesRoute, undoRoute } from "./routes/ledger.ts"
import { addKeyRoute, keysRoute, revokeKeyRoute } from "./routes/keys.ts"
import {
  addPersonRoute,
  changePersonRoute,
  endSessionsRoute,
  invitePersonRoute,
  peopleRoute
} from "./routes/people.ts"
import {
  changeModelRoute,
  draftModelRoute,
  dropModelRoute,
  modelsRoute,
  previewModelRoute,
  publishModelRoute
} from "./routes/models.ts"
import { inboxRoute } from "./routes/inbox.ts"
import { ownSchoolsRoute } from "./routes/own-schools.ts"
import { methodicalRoute } from "./routes/methodical.ts"
import { namesRoute } from "./routes/names.ts"
import { movesRoute } from "./routes/moves.ts"
import { proposalsRoute, proposedMessagesRoute } from "./routes/proposals.ts"
import { quarantineRoute } from "./routes/quarantine.ts"
import { moveRequestRoute, requestRoute } from "./routes/requests.ts"
import { runsRoute } from "./routes/runs.ts"
import {
  assignSchoolsRoute,
  changeSchoolRoute,
  importDirectoryRoute,
  schoolsRoute
} from "./routes/schools.ts"
import {
  acceptInvitationRoute,
  beginByProviderRoute,
  changePasswordRoute,
  meRoute,
  signInByProviderRoute,
  signInRoute,
  signOutRoute
} from "./routes/session.ts"
import { pinSnapshotRoute, snapshotsRoute } from "./routes/snapshots.ts"
import { previewSplitRoute, splitThemeRoute } from "./routes/splits.ts"
import { tagsRoute } from "./routes/tags.ts"
import { themeMessagesRoute, themeRoute } from "./routes/themes.ts"
import { verdictQualityRoute } from "./routes/verdict-quality.ts"
import { whyRoute } from "./routes/why.ts"
import { dropViewRoute, saveViewRoute, viewsRoute } from "./routes/views.ts"
import { secure } from "./security.ts"

export interface AppOptions {
  readonly run: Run
  readonly dashboard: string
  readonly entry: Entry["Service"]
  readonly logger: FastifyServerOptions["logger"]
}

const kilobyte = 1024

const pathOf = (url: string) => url.split("?")[0]!

/** What is logged of a request: never its query, which may hold a person's words, nor where it came from. */
const logAnswer = async ({ log, method, url }: FastifyRequest, reply: FastifyReply) =>
  log.info(
    { method, path: pathOf(url), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
    "answered"
  )

const server = ({ logger }: AppOptions): FastifyInstance =>
  Fastify({
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: "loopback",
    keepAliveTimeout: 1_000,
    requestTimeout: 30_000,
    handlerTimeout: 30_000,
    bodyLimit: 256 * kilobyte,
    genReqId: () => randomUUID(),
    return503OnClosing: false,
    frameworkErrors: (error, req, reply) => void sendFailure(error, req, reply),
    clientErrorHandler: refuseRaw
  }) as unknown as FastifyInstance

const mountRoutes = (app: FastifyInstance, run: Run) => {
  mount(app, run, routes.health, healthRoute)
  mount(app, run, routes.backlog, backlogRoute)
  mount(app, run, routes.backlogExport, backlogExportRoute)
  mount(app, run, routes.moves, movesRoute)
  mount(app, run, routes.methodical, methodicalRoute)
  mount(app, run, routes.coverage, coverageRoute)
  mount(app, run, routes.theme, themeRoute)
  mount(app, run, routes.themeMessages, themeMessagesRoute)
  mount(app, run, routes.why, whyRoute)
  mount(app, run, routes.compare, compareRoute)
  mount(app, run, routes.history, historyRoute)
  mount(app, run, routes.models, modelsRoute)
  mount(app, run, routes.draftModel, draftModelRoute)
  mount(app, run, routes.changeModel, changeModelRoute)
  mount(app, run, routes.dropModel, dropModelRoute)
  mount(app, run, routes.previewModel, previewModelRoute)
  mount(app, run, routes.publishModel, publishModelRoute)
  mount(app, run, routes.snapshots, snapshotsRoute)
  mount(app, run, routes.pinSnapshot, pinSnapshotRoute)
  mount(app, run, routes.inbox, inboxRoute)
  mount(app, run, routes.ownSchools, ownSchoolsRoute)
  mount(app, run, routes.runs, runsRoute)
  mount(app, run, routes.quarantine, quarantineRoute)
  mountDecisions(app, run)
  mountPeople(app, run)
}

const mountDecisions = (app: FastifyInstance, run: Run) => {
  mount(app, run, routes.decide, decideRoute)
  mount(app, run, routes.undo, undoRoute)
  mount(app, run, routes.decisions, decisionsRoute)
  mount(app, run, routes.states, statesRoute)
  mount(app, run, routes.changes, changesRoute)
  mount(app, run, routes.agreement, agreementRoute)
  mount(app, run, routes.verdictQuality, verdictQualityRoute)
  mount(app, run, routes.request, requestRoute)
  mount(app, run, routes.moveRequest, moveRequestRoute)
  mount(app, run, routes.previewSplit, previewSplitRoute)
  mount(app, run, routes.splitTheme, splitThemeRoute)
  mount(app, run, routes.proposals, proposalsRoute)
  mount(app, run, routes.proposedMessages, proposedMessagesRoute)
  mount(app, run, routes.tags, tagsRoute)
  mount(app, run, routes.views, viewsRoute)
  mount(app, run, routes.saveView, saveViewRoute)
  mount(app, run, routes.dropView, dropViewRoute)
}

const mountPeople = (app: FastifyInstance, run: Run) => {
  mount(app, run, routes.me, meRoute)
  mount(app, run, routes.signIn, signInRoute)
  mount(app, run, routes.beginByProvider, beginByProviderRoute)
  mount(app, run, routes.signInByProvider, signInByProviderRoute)
  mount(app, run, routes.signOut, signOutRoute)
  mount(app, run, routes.changePassword, changePasswordRoute)
  mount(app, run, routes.acceptInvitation, acceptInvitationRoute)
  mount(app, run, routes.account, accountRoute)
  mount(app, run, routes.endOwnSession, endOwnSessionRoute)
  mount(app, run, routes.endOtherSessions, endOtherSessionsRoute)
  mount(app, run, routes.names, namesRoute)
  mount(app, run, routes.audit, auditRoute)
  mount(app, run, routes.people, peopleRoute)
  mount(app, run, routes.addPerson, addPersonRoute)
  mount(app, run, routes.changePerson, changePersonRoute)
  mount(app, run, routes.invitePerson, invitePersonRoute)
  mount(app, run, routes.endSessions, endSessionsRoute)
  mount(app, run, routes.keys, keysRoute)
  mount(app, run, routes.addKey, addKeyRoute)
  mount(app, run, routes.revokeKey, revokeKeyRoute)
  mount(app, run, routes.schools, schoolsRoute)
  mount(app, run, routes.changeSchool, changeSchoolRoute)
  mount(app, run, routes.assignSchools, assignSchoolsRoute)
  mount(app, run, routes.importDirectory, importDirectoryRoute)
}

const addresses = Object.values(routes).map(({ method, url }) => ({
  method,
  pattern: new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`)
}))

/** Methods that an address of the contract takes. */
const methodsOf = (path: string) =>
  addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)

/** The whole HTTP server, not yet listening. */
export const buildApp = async (options: AppOptions): Promise<FastifyInstance> => {
  const app = server(options)
  app.setErrorHandler(sendFailure)
  app.addHook("onSend", async (req, reply) => void reply.header("x-request-id", req.id))
  app.addHook("onResponse", logAnswer)
  await secure(app, options.entry)
  await compressAnswers(app)
  mountRoutes(app, options.run)
  mountEvents(app, options.run)
  await mountDocs(app)
  await mountPages(app, options.dashboard)
  app.setNotFoundHandler((req, reply) => {
    const methods = methodsOf(pathOf(req.url))
    if (methods.length === 0) return pageOr404(options.dashboard, req, reply)
    throw methods.includes(req.method as "GET")
      ? notFound
      : (reply.header("allow", [...methods, "HEAD"].join(", ")), wrongMethod(methods.join(", ")))
  })
  return app
}
