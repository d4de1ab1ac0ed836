import { DecisionEvent, eventsUrl } from "@otklik/contract/events"
import { Schema } from "effect"
import { useEffect, useState } from "react"

export interface Live {
  /** false from the moment the connection is lost until it is back: the browser tries by itself */
  readonly connected: boolean
  /** others' decisions and new snapshots since the page last showed everything */
  readonly news: number
}

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(DecisionEvent))
const quiet: Live = { connected: true, news: 0 }

/** Hears what happens elsewhere; the browser resumes a lost connection from the last event that it has seen. */
export const useLive = (me: string | undefined) => {
  const [live, setLive] = useState(quiet)
  useEffect(() => {
    if (me === undefined) return
    const source = new EventSource(eventsUrl)
    const told = () => setLive((before) => ({ ...before, news: before.news + 1 }))
    source.addEventListener("open", () => setLive((before) => ({ ...before, connected: true })))
    source.addEventListener("error", () => setLive((before) => ({ ...before, connected: false })))
    source.addEventListener("decision", ({ data }) => {
      const event = decode(data)
      if (event._tag === "Some" && event.value.by !== me) told()
    })
    source.addEventListener("snapshot", told)
    source.addEventListener("reset", told)
    return () => source.close()
  }, [me])
  return { live, shown: () => setLive((before) => ({ ...before, news: 0 })) }
}
