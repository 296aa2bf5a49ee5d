const units = [['second', 1], ['minute', 60], ['hour', 3600], ['day', 86_400]] as const
/** Of more than so many a person says the next larger unit. */
const mostOfUnit = { second: 120, minute: 120, hour: 48, day: Infinity }

/** "1 second", "43 seconds", "5 minutes", "3 hours", "30 days": a length of time as a person says it, rounded up; never none. */
export function inWords(seconds: number): string {
  const [unit, length] = units.find(([name, each]) => seconds <= mostOfUnit[name] * each) ?? units[units.length - 1]!
  const count = seconds <= 0 ? 1 : seconds < 10 ? Math.ceil(seconds * 10) / 10 : Math.ceil(seconds / length)
  return `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`
}
