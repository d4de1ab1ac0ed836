import { Fragment } from "react"
import css from "./message-text.module.css"

const mark =
  /(\[(?:ФИО|ребёнок|телефон|почта|СНИЛС|паспорт|свидетельство|ИНН|карта|адрес|дата рождения|счёт|токен|аккаунт|IP)\])/u
const blankLines = /\n\s*\n/g

/** A message's words, with the typed marks that stand where personal data stood drawn apart from them. */
export const MessageText = ({ text }: { readonly text: string }) => (
  <>
    {text
      .replace(blankLines, "\n")
      .split(mark)
      .map((piece, index) =>
        index % 2 === 1 ? (
          <span key={index} className={css.mark}>
            {piece.slice(1, -1)}
          </span>
        ) : (
          <Fragment key={index}>{piece}</Fragment>
        )
      )}
  </>
)
