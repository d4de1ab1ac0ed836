/** The sections of the product in the order of the menu; the key of each of the first nine is its number in it. */
export const places = [
  { to: "/", name: "queue" },
  { to: "/inbox", name: "inbox" },
  { to: "/schools/own", name: "own_schools" },
  { to: "/guides", name: "guides" },
  { to: "/coverage", name: "coverage" },
  { to: "/compare", name: "compare" },
  { to: "/model", name: "model" },
  { to: "/changes", name: "changes" },
  { to: "/runs", name: "runs" },
  { to: "/agreement", name: "agreement" }
] as const

/** Sections that stand in the account's menu instead. */
export const besides = [
  { to: "/proposals", name: "proposals" },
  { to: "/tags", name: "tags" }
] as const

export type Place = (typeof places)[number]

/** The section that an address belongs to, a theme to the queue; what is only in the reader's own menu, to none. */
export const placeOf = (pathname: string): Place | undefined =>
  pathname === "/" || pathname.startsWith("/themes/")
    ? places[0]
    : places.slice(1).find(({ to }) => pathname.startsWith(to))
