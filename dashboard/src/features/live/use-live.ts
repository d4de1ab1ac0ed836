import { DecisionEvent, eventsUrl } from "@otklik/contract/events"
import { Schema } from "effect"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { meQuery } from "../../frame/me-query.ts"

export interface Live {
  /** false from the moment the connection is lost until it is back: the browser tries by itself */
  readonly connected: boolean
  /** others' decisions and new snapshots since the page last showed everything */
  readonly news: number
}

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(DecisionEvent))
const quiet: Live = { connected: true, news: 0 }

/** A browser gives up where the server answers that it is not ready, or that the session is over. */
const again = 3_000

interface Told {
  readonly news: () => void
  readonly connected: (connected: boolean) => void
  /** the browser gave up: the session may be over */
  readonly refused: () => void
}

/**
 * Listens until it is told to stop. The browser resumes a lost connection from the last event that it has seen; where
 * it gives up, this begins anew from there.
 */
const listen = (me: string, { connected, news, refused }: Told): (() => void) => {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ""
  const open = () => {
    source = new EventSource(last === "" ? eventsUrl : `${eventsUrl}?since=${last}`)
    source.addEventListener("open", () => connected(true))
    source.addEventListener("error", () => {
      connected(false)
      if (source.readyState !== EventSource.CLOSED) return
      refused()
      timer = setTimeout(open, again)
    })
    source.addEventListener("decision", ({ data, lastEventId }) => {
      last = lastEventId
      const event = decode(data)
      if (event._tag === "Some" && event.value.by !== me) news()
    })
    source.addEventListener("here", ({ lastEventId }) => (last = lastEventId))
    source.addEventListener("snapshot", news)
    source.addEventListener("reset", ({ lastEventId }) => {
      last = lastEventId
      news()
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

/** Hears what happens elsewhere. */
export const useLive = (me: string | undefined) => {
  const queries = useQueryClient()
  const [live, setLive] = useState(quiet)
  useEffect(() => {
    if (me === undefined) return
    return listen(me, {
      news: () => setLive((before) => ({ ...before, news: before.news + 1 })),
      connected: (connected) => setLive((before) => ({ ...before, connected })),
      refused: () => void queries.invalidateQueries({ queryKey: meQuery.queryKey })
    })
  }, [me, queries])
  return { live, shown: () => setLive((before) => ({ ...before, news: 0 })) }
}
