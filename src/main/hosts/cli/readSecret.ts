import type { Terminal } from './terminal.ts'

const longest = 4000

/** Asks for something that nobody should read over a shoulder; null where the person gave up or the input ended. */
export type ReadSecret = (prompt: string) => Promise<string | null>

/**
 * Reads secrets line by line: hidden from a terminal, plainly from a pipe. Never from an argument, which other programs
 * could list. What comes after a line stays in the input for whoever reads next.
 */
export function createSecretReader(input: NodeJS.ReadStream, terminal: Terminal): ReadSecret {
  return async (prompt) => {
    if (!input.isTTY) return readLine(input, () => {})
    terminal.note(prompt)
    input.setRawMode(true)
    try {
      return await readLine(input, () => terminal.note('\n'))
    } finally { input.setRawMode(false) }
  }
}

function readLine(input: NodeJS.ReadStream, onEnd: () => void): Promise<string | null> {
  return new Promise((resolve) => {
    let line = ''
    let pending = Buffer.alloc(0)
    const end = (value: string | null, rest: Buffer) => {
      input.off('readable', read)
      input.off('end', ended)
      if (rest.length > 0) input.unshift(rest)
      // A terminal that is still listened to would keep the program from ending.
      input.pause()
      onEnd()
      resolve(value)
    }
    const ended = () => end(line === '' ? null : line, Buffer.alloc(0))
    const read = () => {
      for (let chunk = input.read() as Buffer | string | null; chunk !== null; chunk = input.read() as Buffer | string | null) pending = Buffer.concat([pending, Buffer.from(chunk)])
      for (;;) {
        const length = signLength(pending)
        if (length === null) return
        const sign = pending.subarray(0, length).toString('utf8')
        pending = pending.subarray(length)
        if (sign === '\u0003' || (sign === '\u0004' && line === '')) return end(null, pending)
        if (sign === '\r' || sign === '\n' || sign === '\u0004') {
          if (sign === '\r' && pending[0] === 10) pending = pending.subarray(1)
          return end(line, pending)
        }
        if (sign === '\u007f' || sign === '\b') line = [...line].slice(0, -1).join('')
        else if (sign === '\u0015') line = ''
        else if (sign >= ' ' && line.length < longest) line += sign
      }
    }
    // Its end is told once, and that may be past.
    if (input.readableEnded || input.destroyed) return end(null, pending)
    input.on('readable', read)
    input.on('end', ended)
    read()
  })
}

/** Bytes of the first sign (UTF-8, RFC 3629); null while it is not whole. */
function signLength(bytes: Buffer): number | null {
  const [first] = bytes
  if (first === undefined) return null
  const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  return bytes.length < length ? null : length
}
