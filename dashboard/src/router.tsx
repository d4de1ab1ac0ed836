import { QueryCache, QueryClient } from "@tanstack/react-query"
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router"
import { CallFailure } from "./call.ts"
import { readAuditSearch } from "./features/audit/audit-query.ts"
import { BacklogPage } from "./features/backlog/backlog-page.tsx"
import { readSearch } from "./features/backlog/search.ts"
import { readCompareSearch } from "./features/compare/compare-search.ts"
import { readCoverageSearch } from "./features/coverage/coverage-search.ts"
import { readDraftSearch } from "./features/model/draft.ts"
import { themeQuery } from "./features/themes/theme-query.ts"
import { Broken } from "./frame/broken.tsx"
import { readInboxSearch } from "./features/inbox/inbox-search.ts"
import { Frame } from "./frame/frame.tsx"
import { meQuery } from "./frame/me-query.ts"
import { Lost } from "./frame/lost.tsx"

const worthAgain = (failures: number, error: Error) =>
  failures < 1 && error instanceof CallFailure && (error.kind === "network" || error.status >= 502)

const isOver = (error: Error) => error instanceof CallFailure && error.status === 401
const askWho = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey })

/** Answers are kept until a person asks for the newer snapshot: nothing changes under the reader's eyes. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => isOver(error) && askWho() }),
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 600_000, retry: worthAgain, refetchOnWindowFocus: false }
  }
})

const root = createRootRoute({ component: Frame, notFoundComponent: Lost })

const queue = createRoute({
  id: "queue",
  getParentRoute: () => root,
  validateSearch: readSearch,
  component: BacklogPage
})
const backlog = createRoute({ path: "/", getParentRoute: () => queue })
export const loadThemePage = () => import("./features/themes/theme-page.tsx")
const theme = createRoute({
  path: "/themes/$id",
  getParentRoute: () => queue,
  loaderDeps: ({ search }) => ({ asOf: search.as_of }),
  loader: ({ params, deps }) => void queries.prefetchQuery(themeQuery(params.id, deps.asOf)),
  component: lazyRouteComponent(loadThemePage, "ThemePage")
})
const runs = createRoute({
  path: "/runs",
  getParentRoute: () => root,
  validateSearch: ({ run }: Record<string, unknown>): { run?: string } =>
    typeof run === "string" && run ? { run } : {},
  component: lazyRouteComponent(() => import("./features/runs/runs-page.tsx"), "RunsPage")
})
const coverage = createRoute({
  path: "/coverage",
  getParentRoute: () => root,
  validateSearch: readCoverageSearch,
  component: lazyRouteComponent(() => import("./features/coverage/coverage-page.tsx"), "CoveragePage")
})
const guides = createRoute({
  path: "/guides",
  getParentRoute: () => root,
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("./features/guides/guides-page.tsx"), "GuidesPage")
})
const model = createRoute({
  path: "/model",
  getParentRoute: () => root,
  validateSearch: readDraftSearch,
  component: lazyRouteComponent(() => import("./features/model/model-page.tsx"), "ModelPage")
})
const compare = createRoute({
  path: "/compare",
  getParentRoute: () => root,
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import("./features/compare/compare-page.tsx"), "ComparePage")
})

const inbox = createRoute({
  path: "/inbox",
  getParentRoute: () => root,
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import("./features/inbox/inbox-page.tsx"), "InboxPage")
})
const ownSchools = createRoute({
  path: "/schools/own",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/own-schools/own-schools-page.tsx"), "OwnSchoolsPage")
})
const welcome = createRoute({
  path: "/welcome",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/session/welcome-page.tsx"), "WelcomePage")
})
const signedIn = createRoute({
  path: "/signed-in",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/session/signed-in-page.tsx"), "SignedInPage")
})
const account = createRoute({
  path: "/account",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/account/account-page.tsx"), "AccountPage")
})
const audit = createRoute({
  path: "/audit",
  getParentRoute: () => root,
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import("./features/audit/audit-page.tsx"), "AuditPage")
})
const people = createRoute({
  path: "/people",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/people/people-page.tsx"), "PeoplePage")
})
const schools = createRoute({
  path: "/schools",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/schools/schools-page.tsx"), "SchoolsPage")
})
const changes = createRoute({
  path: "/changes",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/changes/changes-page.tsx"), "ChangesPage")
})
const tags = createRoute({
  path: "/tags",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/tags/tags-page.tsx"), "TagsPage")
})
const agreement = createRoute({
  path: "/agreement",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/agreement/agreement-page.tsx"), "AgreementPage")
})
const proposals = createRoute({
  path: "/proposals",
  getParentRoute: () => root,
  component: lazyRouteComponent(() => import("./features/proposals/proposals-page.tsx"), "ProposalsPage")
})

const readAddress = (text: string) => Object.fromEntries(new URLSearchParams(text))
const writeAddress = (search: Record<string, unknown>) => {
  const text = new URLSearchParams(
    Object.entries(search).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : []))
  ).toString()
  return text && `?${text}`
}

/** The addresses of the product; a search is plain `key=value`, so that it reads well in a letter. */
export const router = createRouter({
  routeTree: root.addChildren([
    queue.addChildren([backlog, theme]),
    inbox,
    ownSchools,
    changes,
    agreement,
    guides,
    coverage,
    compare,
    model,
    runs,
    welcome,
    signedIn,
    account,
    audit,
    people,
    tags,
    proposals,
    schools
  ]),
  parseSearch: readAddress,
  stringifySearch: writeAddress,
  defaultErrorComponent: Broken,
  defaultPreload: "intent",
  defaultPreloadDelay: 80
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
