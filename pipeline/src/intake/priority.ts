import type { Priority } from "@otklik/contract/vocabulary"

const words: ReadonlyArray<readonly [Priority, RegExp]> = [
  [
    "urgent",
    /^(urgent|critical|blocker|highest|very high|крит|авари|наивысш|неотлож|самый высокий|очень высокий|блокир|немедлен|p1$|5)/
  ],
  ["high", /^(high|major|important|высок|важн|срочн|повышен|p2$|4)/],
  [
    "low",
    /^(low|minor|trivial|lowest|very low|низк|незнач|тривиал|минимал|самый низкий|очень низкий|p4$|[12]( |$|-))/
  ],
  ["normal", /^(normal|medium|default|moderate|обычн|средн|нормал|стандарт|планов|p3$|3)/]
]

/** A priority by the usual words of service desks in Russian and English, with or without a leading number. */
export const priorityOf = (text: string): Priority | null => {
  const word = text.trim().toLowerCase()
  if (word === "") return null
  const bare = word.replace(/^\d\s*[-.:–]?\s*(?=\p{L})/u, "")
  return words.find(([, pattern]) => pattern.test(bare))?.[0] ?? null
}
