/* Runs before the first paint so that neither the colours nor the language flash. */
;(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const wanted = kept("otklik-scheme")
  const dark = wanted === "dark" || (wanted !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light")
  if (kept("otklik-language") === "en") document.documentElement.lang = "en"
})()
