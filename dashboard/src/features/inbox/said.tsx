import { Fragment } from "react"
import css from "./inbox-page.module.css"
import { MessageText } from "../themes/message-text.tsx"

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** The text of a message, with the words that speak for its verdict underlined. */
export const Said = ({ text, words }: { readonly text: string; readonly words: ReadonlyArray<string> }) => {
  if (words.length === 0) return <MessageText text={text} />
  const stands = new RegExp(`(?<![\\p{L}\\p{N}])(${words.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu")
  return (
    <>
      {text.split(stands).map((piece, index) =>
        index % 2 === 1 ? (
          <mark key={index} className={css.because}>
            {piece}
          </mark>
        ) : (
          <Fragment key={index}>
            <MessageText text={piece} />
          </Fragment>
        )
      )}
    </>
  )
}
