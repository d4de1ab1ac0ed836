import { defineConfig } from "vitest/config"

const heavy = ["tests/journey/**/*.test.ts", "tests/faults/**/*.test.ts"]

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    reporters: ["default", new URL("closing-line.ts", import.meta.url).pathname],
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/**/*.test.ts"], exclude: heavy } },
      {
        extends: true,
        test: {
          name: "whole",
          include: heavy,
          fileParallelism: false,
          testTimeout: 300_000,
          sequence: { groupOrder: 1 }
        }
      }
    ]
  }
})
