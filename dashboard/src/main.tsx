import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { createRoot } from "react-dom/client"
import { startWords } from "./i18n/i18n.ts"
import { loadThemePage, queries, router } from "./router.tsx"

await startWords()
createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queries}>
    <RouterProvider router={router} />
  </QueryClientProvider>
)
requestIdleCallback?.(() => void loadThemePage(), { timeout: 3000 })
