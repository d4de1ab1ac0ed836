import { defineConfig } from "vitest/config"

const journeys = ["tests/journey/**/*.test.ts"]

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", new URL("closing-line.ts", import.meta.url).pathname],
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/**/*.test.ts"], exclude: journeys } },
      {
        extends: true,
        test: {
          name: "journey",
          include: journeys,
          fileParallelism: false,
          sequence: { groupOrder: 1 }
        }
      }
    ]
  }
})
