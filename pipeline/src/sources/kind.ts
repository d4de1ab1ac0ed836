export type Kind = "table" | "json" | "mbox" | "eml" | "zip"

/** A kind, or the sentence why nothing can be read from such a file. */
export type Verdict = { readonly kind: Kind } | { readonly refusal: string }

const magic: ReadonlyArray<readonly [RegExp, string]> = [
  [/^%PDF/, "Это PDF: нужна выгрузка в CSV, XLSX или JSON."],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, "Это картинка: нужна выгрузка в CSV, XLSX или JSON."],
  [/^Rar!|^7z\xbc\xaf|^BZh|^\xfd7zXZ|^\x28\xb5\x2f\xfd/, "Это архив: распакуйте его и укажите файлы внутри."],
  [/^PAR1/, "Это Parquet: выгрузите данные в CSV, XLSX или JSON."],
  [/^SQLite format/, "Это база SQLite: выгрузите из неё таблицу в CSV."],
  [/^(\x7fELF|MZ)/, "Это программа, а не выгрузка."],
  [/^\{\\rtf/, "Это RTF: сохраните текст таблицей в CSV или XLSX."]
]

const encryptedPackage = Buffer.from("EncryptedPackage", "utf16le")

const oldOffice = (head: Uint8Array): string =>
  Buffer.from(head).includes(encryptedPackage)
    ? "Книга Excel защищена паролем: снимите пароль и сохраните её заново."
    : "Это старый формат Microsoft Office (.xls): откройте файл и сохраните как .xlsx или CSV."

const markup = /^\s*(<\?xml|<!doctype|<html|<table|<workbook)/i
const headerLine = /^[A-Za-z][A-Za-z0-9-]*:[ \t]/
const letterHeaders =
  /^(from|to|date|subject|received|return-path|mime-version|message-id|delivered-to|content-type|x-[a-z-]+):/i

const looksLikeLetter = (start: string): boolean => {
  const lines = start.split(/\r?\n/, 12).filter((line) => !/^[ \t]/.test(line))
  const headers = lines.slice(0, lines.indexOf("") < 0 ? lines.length : lines.indexOf(""))
  return (
    headers.length >= 2 &&
    headers.every((line) => headerLine.test(`${line} `)) &&
    headers.filter((line) => letterHeaders.test(line)).length >= 2
  )
}

const isBinary = (text: string): boolean => {
  let odd = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) odd++
  }
  return odd > 16 && odd > text.length * 0.1
}

const looksLikeJson = (text: string): boolean => /^\s*(\{\s*(["}]|$)|\[\s*([[{"\]\d]|$))/.test(text)

/** What a file is by its first bytes and their text, never by its name. */
export const kindOf = (head: Uint8Array, text: string): Verdict => {
  const start = Buffer.from(head.subarray(0, 512)).toString("latin1")
  if (start.startsWith("PK\x03\x04")) return { kind: "zip" }
  if (start.startsWith("PK")) return { refusal: "Архив пуст или разбит на части: нужен целый файл." }
  if (start.startsWith("\xd0\xcf\x11\xe0")) return { refusal: oldOffice(head) }
  const known = magic.find(([pattern]) => pattern.test(start))
  if (known !== undefined) return { refusal: known[1] }
  if (/^From \S+ .*\d{4}/.test(start)) return { kind: "mbox" }
  if (looksLikeLetter(start)) return { kind: "eml" }
  if (text.trim() === "") return { refusal: "В файле одни пробелы: выгрузите его заново." }
  if (isBinary(text)) return { refusal: "Это двоичный файл, а не выгрузка: нужен CSV, XLSX, JSON или почта." }
  if (markup.test(text))
    return { refusal: "Это страница HTML или XML: откройте её в Excel и сохраните как .xlsx или CSV." }
  return { kind: looksLikeJson(text) ? "json" : "table" }
}
