/** An hour as the six languages write it: "um 14 Uhr 30", "à 14h30", "a las 3 de la tarde", "alle 15:30", "às 15h". */
const clocks = [
  /(?<![\p{L}\d.,:])(?<hour>[01]?\d|2[0-4])(?:[:.]|\s?h\s?|\s?uhr\s)(?<minute>[0-5]\d)(?!\d|[.,]\d| ?(?:€|%|km|kg))(?<rest>.{0,20})/iu,
  /(?<![\p{L}\d.,:])(?<hour>[01]?\d|2[0-4])\s?(?:h(?:oras|eures)?|uhr)(?![\p{L}])(?<rest>.{0,20})/iu,
  /(?<![\p{L}])(?:a las?|alle|às|at) (?<hour>[01]?\d|2[0-4])(?![\d:h]|[.,]\d|\s?(?:h|€|%))(?<rest>.{0,20})/iu,
]

/** The hour that a text names; null where it names none. "In the afternoon" in any of the languages adds twelve. */
export function clockIn(text: string): { hour: number; minute: number } | null {
  for (const clock of clocks) {
    const found = clock.exec(text)
    if (found === null) continue
    const hour = Number(found.groups!.hour) % 24
    const isLate = hour < 12 && /^\s*(?:pm|p\.m\.|abends|nachmittags|du soir|de l['’]après-midi|de la (?:tarde|noche)|del pomeriggio|di sera|da (?:tarde|noite))/iu.test(found.groups!.rest!)
    return { hour: isLate ? hour + 12 : hour, minute: Number(found.groups!.minute ?? 0) }
  }
  return null
}
