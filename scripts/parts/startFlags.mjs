import { parseArgs } from 'node:util'

export const help = `Casement, a private assistant for this computer.

  npm start                       opens the window
  npm start -- --web              serves it to the browser of this computer instead

  --profile FOLDER                where everything is kept
  --port NUMBER                   a fixed port for the browser; implies --web
  --offline                       nothing leaves this computer, and nothing is fetched
  --no-open                       do not open the browser, only print the address
  --help                          this text`

/**
 * Reads the flags of a start.
 * @param {readonly string[]} args
 * @returns {{ web: boolean, profile?: string, port?: number, offline: boolean, open: boolean, help: boolean } | { problem: string }}
 */
export function readStartFlags(args) {
  try {
    const { values } = parseArgs({
      args: [...args], strict: true, allowPositionals: false,
      options: { web: { type: 'boolean' }, profile: { type: 'string' }, port: { type: 'string' }, offline: { type: 'boolean' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.profile === '') return { problem: '--profile needs a folder.' }
    if (values.port !== undefined && !isPort(values.port)) return { problem: '--port needs a number from 0 to 65535.' }
    return {
      web: values.web === true || values.port !== undefined, offline: values.offline === true, open: values['no-open'] !== true, help: values.help === true,
      ...(values.profile === undefined ? {} : { profile: values.profile }), ...(values.port === undefined ? {} : { port: Number(values.port) }),
    }
  } catch (error) {
    // The first sentence names the flag; what follows is advice for programmers.
    return { problem: `${String(error.message).split('. ')[0].replace(/\.$/, '')}.` }
  }
}

/** The same flags for the program that is started. */
export function passOn(flags, host) {
  return [
    ...(flags.profile === undefined ? [] : ['--profile', flags.profile]),
    ...(flags.offline ? ['--offline'] : []),
    ...(host === 'web' && flags.port !== undefined ? ['--port', String(flags.port)] : []),
    ...(host === 'web' && !flags.open ? ['--no-open'] : []),
  ]
}

function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}
