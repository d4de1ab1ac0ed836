const browsers = [
  ["YaBrowser", "Яндекс Браузер", "Yandex Browser"],
  ["Edg", "Edge", "Edge"],
  ["OPR", "Opera", "Opera"],
  ["Firefox", "Firefox", "Firefox"],
  ["Chrome", "Chrome", "Chrome"],
  ["Safari", "Safari", "Safari"]
] as const
const systems = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"]
] as const

/** A browser and its system by what it calls itself, e.g. «Firefox, Windows»; nothing where it is neither. */
export const deviceOf = (agent: string | null, language: "ru" | "en"): string | undefined => {
  const browser = browsers.find(([mark]) => agent?.includes(`${mark}/`))
  const system = systems.find(([mark]) => agent?.includes(mark))
  const told = [browser?.[language === "ru" ? 1 : 2], system?.[1]].filter((it) => it !== undefined)
  return told.length > 0 ? told.join(", ") : undefined
}
