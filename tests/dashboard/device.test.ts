import { expect, it } from "vitest"
import { deviceOf } from "../../dashboard/src/features/account/device.ts"

it.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0 YaBrowser/26.2 Safari/537.36",
    "Яндекс Браузер, Windows"
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    "Safari, iPhone"
  ],
  ["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/144.0 Mobile Safari/537.36", "Chrome, Android"],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/144.0 Safari/537.36 Edg/144.0", "Edge, Windows"],
  ["curl/8.0", undefined],
  [null, undefined]
])("what a browser calls itself is told in short: %s", (agent, told) =>
  expect(deviceOf(agent, "ru")).toBe(told)
)
