/** "12,345": whole numbers for people. Written by hand because thousands of reasons are made in one turn. */
export function formatCount(value: number): string {
  const digits = String(Math.abs(Math.round(value)))
  let text = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) text = `${digits.slice(Math.max(0, end - 3), end)},${text}`
  return value < 0 ? `-${text}` : text
}

/** "1 token", "2,500 tokens". */
export function tokensIn(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'token' : 'tokens'}`
}

/** "1.4 s", and never less than "0.1 s" for what does take time. */
export function secondsIn(seconds: number): string {
  return `${String(Math.max(0.1, Math.round(seconds * 10) / 10))} s`
}

/** "5 %", "2.5 %": thousandths as people read them. */
export function percentOf(thousandths: number): string {
  return `${String(Math.round(thousandths) / 10)} %`
}
