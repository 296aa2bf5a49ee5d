import { EventEmitter } from 'node:events'

/** What a utility process speaks through, over the channel of a plain child. */
const send = process.send!.bind(process)
const port = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => { send(message) }, start() {} })
process.on('message', (data) => port.emit('message', { data, ports: [] }))
process.on('disconnect', () => process.exit(0))
Object.assign(process, { parentPort: port, type: 'utility' })
// The real one has no channel of Node's own; code must not find one here.
process.send = undefined
