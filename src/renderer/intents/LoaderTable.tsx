import type { Output } from '../../shared/contract.ts'
import { formatDuration } from '../state/formats.ts'

/** The sources of context: whether a turn waits for them, how long at most, and what wakes them. */
export function LoaderTable({ loaders }: { loaders: Output<'intents.list'>['loaders'] }) {
  if (loaders.length === 0) return null
  return (
    <div>
      <h3 className="text-small font-medium">Sources</h3>
      <p className="text-small text-faint">Asked side by side. One that is late or fails is left out, and the answer’s trace says so.</p>
      <table className="mt-1.5 w-full border-t border-line text-small">
        <caption className="sr-only">Sources of context and what wakes them</caption>
        <thead><tr className="text-faint"><th scope="col" className="py-1 pr-3 text-start font-normal">Source</th><th scope="col" className="py-1 pr-3 text-start font-normal">Woken by</th><th scope="col" className="py-1 pr-3 text-start font-normal">Needed</th><th scope="col" className="py-1 text-end font-normal">At most</th></tr></thead>
        <tbody>
          {loaders.map((one) => (
            <tr key={one.id} className="border-t border-line align-top">
              <th scope="row" className="py-1.5 pr-3 text-start font-normal"><span className="block font-medium">{one.name}</span><span className="block text-faint">{one.about}</span></th>
              <td className="py-1.5 pr-3 text-mute">{one.activatedBy.length === 0 ? 'every message' : one.activatedBy.join(', ')}</td>
              <td className="py-1.5 pr-3 text-mute">{one.required ? 'yes' : 'if it is in time'}</td>
              <td className="py-1.5 text-end whitespace-nowrap text-mute">{formatDuration(one.timeLimitMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
