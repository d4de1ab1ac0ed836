import { chromium } from "playwright-core"
import { readFileSync } from "node:fs"
import { expectAccessible } from "./journey/visitor.ts"
const link = /http:\S+welcome#\S+/.exec(readFileSync("/tmp/people/acc-server.log", "utf8"))?.[0]
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] })
const open = async (url: string, o: any = {}) => {
  const c = await b.newContext({
    viewport: o.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: o.dark ? "dark" : "light",
    storageState: o.state
  })
  const p = await c.newPage()
  p.on("console", (m) => m.type() === "error" && console.log("console:", m.text()))
  p.on("pageerror", (e) => console.log("pageerror", e.message))
  if (o.en) await p.addInitScript(() => localStorage.setItem("otklik-language", "en"))
  await p.goto(url)
  await p.waitForTimeout(1500)
  return p
}
const axe = async (p: any, n: string) => {
  try {
    await expectAccessible(p)
  } catch (e) {
    console.log("AXE", n, JSON.stringify((e as any).actual).slice(0, 900))
  }
}
const shot = async (p: any, n: string) => {
  await p.screenshot({ path: `/tmp/people/${n}.png` })
  await axe(p, n)
}
const demo = await open("http://127.0.0.1:4711/")
await shot(demo, "demo")
await demo.getByRole("button", { name: /Демонстрация/ }).click()
await demo.waitForTimeout(400)
await shot(demo, "demo-menu")
await demo.getByRole("menuitem", { name: /^куратор/ }).click()
await demo.waitForTimeout(1200)
await shot(demo, "demo-curator")
await shot(await open("http://127.0.0.1:4711/", { phone: true, dark: true }), "demo-phone")
await shot(await open("http://127.0.0.1:4711/people"), "demo-people")
const signin = await open("http://127.0.0.1:4712/runs")
await shot(signin, "signin")
await shot(await open("http://127.0.0.1:4712/", { phone: true, dark: true, en: true }), "signin-phone")
const w = await open(link ?? "http://127.0.0.1:4712/", {})
if (link) {
  await w.fill("input[name=password]", "длинный пароль здесь")
  await w.getByRole("button", { name: "Начать работу" }).click()
  await w.waitForTimeout(1500)
  await shot(w, "welcome")
  await w.fill("input[name=name]", "Анна Боева")
  await w.fill("input[name=person]", "boss")
  await w.fill("input[name=password]", "длинный пароль здесь")
  await w.getByRole("button", { name: "Начать работу" }).click()
  await w.waitForTimeout(2000)
  await shot(w, "in")
} else {
  await w.fill("input[name=person]", "boss")
  await w.fill("input[name=password]", "длинный пароль здесь")
  await w.getByRole("button", { name: "Войти" }).click()
  await w.waitForTimeout(2000)
}
await w.goto("http://127.0.0.1:4712/people")
await w.waitForTimeout(1500)
if (link) {
  for (const [n, id, r] of [
    ["Вера Лебедева", "lebedeva", "curator"],
    ["Олег Сафин", "safin", "senior_curator"],
    ["Нина Гай", "gay", "planner"]
  ]) {
    await w.locator("input[name=name]").first().fill(n!)
    await w.fill("input[name=id]", id!)
    await w.locator("select[name=role]").first().selectOption(r!)
    await w.getByRole("button", { name: "Добавить", exact: true }).click()
    await w.waitForTimeout(800)
  }
  await w.locator("section[aria-labelledby=keys] input[name=name]").fill("Витрина")
  await w.getByRole("button", { name: "Создать ключ" }).click()
  await w.waitForTimeout(800)
}
await w.screenshot({ path: "/tmp/people/people.png", fullPage: true })
await axe(w, "people")
const state = await w.context().storageState()
await shot(
  await open("http://127.0.0.1:4712/people", { state, phone: true, dark: true, en: true }),
  "people-phone"
)
for (const [n, o] of [
  ["schools", { state }],
  ["schools-phone", { state, phone: true, dark: true, en: true }]
] as const)
  await shot(await open("http://127.0.0.1:4712/schools", o), n)
await b.close()
