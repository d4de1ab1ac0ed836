import { flow } from "effect"
import { add } from "./build/add.ts"
import { cluster } from "./build/cluster.ts"
import { gather } from "./build/gather.ts"
import { landed } from "./build/landed.ts"
import { rank } from "./build/rank.ts"
import { reconcile } from "./build/reconcile.ts"
import { repeat } from "./build/repeat.ts"
import { fork } from "./build/step.ts"
import { triage } from "./build/triage.ts"
import { vectorise } from "./build/vectorise.ts"
import { remember } from "./history/remember.ts"
import { normalise } from "./intake/normalise.ts"
import { redact } from "./intake/redact-stream.ts"
import { extract } from "./sources/extract.ts"
import { land } from "./warehouse/land.ts"
import { snapshot } from "./warehouse/snapshot.ts"

/** A source to months of redacted messages, ready to be put into the store: a stream, bounded in memory. */
export const collect = extract.pipe(normalise, redact, land)

const fit = flow(vectorise, cluster, repeat, reconcile, triage, gather)

/**
 * Landed files to a finished snapshot: a pure function of files, which `publish` then serves. A few new messages are
 * added to the themes that are there; else themes are fitted to all messages.
 */
export const build = landed.pipe(
  fork(({ known }) => known.length > 0, add, fit),
  rank,
  remember,
  snapshot
)
