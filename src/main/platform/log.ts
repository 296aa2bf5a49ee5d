/** A line for the developer's eyes. Never message text, memory text or keys: only what happened. */
export interface Log {
  info(what: string): void
  warn(what: string): void
}

export const silentLog: Log = { info() {}, warn() {} }

export const stderrLog: Log = {
  info: (what) => { process.stderr.write(`casement: ${what}\n`) },
  warn: (what) => { process.stderr.write(`casement: warning: ${what}\n`) },
}
