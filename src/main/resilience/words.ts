/** "1 second", "43 seconds", "5 minutes": a length of time as a person says it, rounded up. */
export function inWords(seconds: number): string {
  const [count, unit] = seconds <= 120 ? [seconds < 10 ? Math.ceil(seconds * 10) / 10 : Math.ceil(seconds), 'second'] as const : [Math.ceil(seconds / 60), 'minute'] as const
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
