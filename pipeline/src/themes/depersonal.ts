const preposition = "у|в|во|с|со|к|ко|от|для|по|на|за|о|об|из|про|при|через|from|to|of|for|by|with|at|in|on"
const mark = String.raw`\[[А-ЯЁA-Z][А-ЯЁA-Z0-9 _-]{0,30}\]`
const number = String.raw`(?:№\s*)?\d{1,5}`

/** With its preposition a detail goes whole: «у [ФИО] пропали отметки» → «пропали отметки». */
const details: ReadonlyArray<RegExp> = [
  String.raw`(?:https?://|www\.)\S+|\S+@\S+`,
  `(?:${mark}[\\s,]*)+`,
  String.raw`(?:ГБОУ|ГБУ|МБОУ|ОУ|СОШ)\s*(?:г\.\s*Москвы\s*)?[«"]?(?:Школ[аыуе])?\s*${number}[»"]?`,
  String.raw`(?:школ(?:а|ы|е|у|ой)|ш\.|гимнази(?:я|и|ю|ей)|лице(?:й|я|ю|е)|school)\s*${number}`,
  String.raw`\d{1,2}[-\s]?[«"]?[А-ЕА-Еа-е][»"]?(?![а-яё])(?:\s+класс[а-яё]*)?`,
  String.raw`\d{1,2}(?:\s*[-–,и]\s*\d{1,2})?(?:-?(?:х|го|м|й|е))?\s+класс[а-яё]*`,
  String.raw`\d{1,2}\.\d{1,2}(?:\.\d{2,4})?(?:\s*г(?:ода|\.)?)?`,
  String.raw`\d{1,2}:\d{2}`,
  String.raw`\d{1,2}\s+(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?:\s+\d{4}\s*(?:г\.|года)?)?`
].map(
  (detail) =>
    new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:${preposition})\s+)?(?:${detail})(?![\p{L}\p{N}])`, "giu")
)

/** A text without what belongs to one person, school, class or day, so that the rest may stand for many messages. */
export const depersonal = (text: string): string =>
  details
    .reduce((left, detail) => left.replace(detail, " "), text)
    .replace(/\(\s*\)|«\s*»|"\s*"/g, " ")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ([,.;:!?])/g, "$1")
    .trim()
