import { basename } from "node:path"

export interface Rule {
  readonly name: string
  /** files the rule does not speak of */
  readonly except: RegExp
  readonly broken: (file: string, text: string) => boolean
}

const edge = /\/(main|[a-z-]*adapter|[a-z-]*worker)\.tsx?$|\/commands\/|dashboard\/src\/|tests\//

const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")

/** The rules of the house that a machine can hold; each has a canary in rules.test.ts. */
export const rules: ReadonlyArray<Rule> = [
  {
    name: "a file has at most 300 lines",
    except: /\.gen\.ts$/,
    broken: (_, text) => text.split("\n").length > 301
  },
  {
    name: "a file is named after what it exports",
    except: /^$/,
    broken: (file) => /^(utils?|helpers?|common|misc)\.tsx?$/.test(basename(file))
  },
  {
    name: "the clock comes from Clock",
    except: edge,
    broken: (_, text) => /\bDate\.now\(|new Date\(\)/.test(text)
  },
  { name: "chance comes from a seed", except: edge, broken: (_, text) => /\bMath\.random\(/.test(text) },
  {
    name: "the environment comes from Config",
    except: edge,
    broken: (_, text) => /\bprocess\.env\b/.test(text)
  },
  {
    name: "natural is imported by deep path",
    except: /^$/,
    broken: (_, text) => /(?:from|import|require)\s*\(?\s*["']natural["']/.test(text)
  },
  {
    name: "nothing is hidden from the type checker",
    except: /^$/,
    broken: (_, text) => /@ts-(ignore|nocheck)/.test(text) || /\bas any\b|: any\b/.test(bare(text))
  }
]
