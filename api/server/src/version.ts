import server from "../package.json" with { type: "json" }

/** Of the program, as health reports it; part of every tag, so that an update makes no stale answer. */
export const version: string = server.version
