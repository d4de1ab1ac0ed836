import type { Reporter, TestModule } from "vitest/node"

/** Ends a run with one plain line that any machine can read: `12 passed, 0 failed, 1 skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state)
    )
    const count = (state: string) => states.filter((it) => it === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    console.log(
      `${count("passed")} passed, ${count("failed") + broken} failed, ${count("skipped") + count("pending")} skipped`
    )
  }
}
