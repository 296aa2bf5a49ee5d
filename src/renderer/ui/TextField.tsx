import { useCallback, useId, useState, type InputHTMLAttributes, type Ref } from 'react'
import { formatCount } from '../state/formats.ts'
import { joinClasses } from './joinClasses.ts'

const box = 'w-full rounded-medium border border-line-strong bg-panel px-2.5 text-snug text-text transition-colors focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-bad'

export type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  label: string
  /** Keeps the label for screen readers only, where the place explains itself. */
  labelHidden?: boolean
  hint?: string
  error?: string | null
  value: string
  onChange: (value: string) => void
  ref?: Ref<HTMLInputElement>
}

/** One line of text with its label, a hint, and what is wrong with it. */
export function TextField({ label, labelHidden = false, hint, error, value, onChange, className, ref, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className={joinClasses('min-w-0', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1 block text-small font-medium'}>{label}</label>
      <input
        ref={ref} id={id} value={value} onChange={(event) => onChange(event.target.value)} autoComplete="off" spellCheck={false}
        aria-invalid={error ? true : undefined} aria-describedby={hint || error ? `${id}-more` : undefined}
        className={joinClasses(box, 'h-8')} {...rest}
      />
      {(error || hint) && <p id={`${id}-more`} className={joinClasses('mt-1 text-small', error ? 'text-bad' : 'text-faint')}>{error || hint}</p>}
    </div>
  )
}

export type TextAreaProps = { label: string; hint?: string; value: string; onChange: (value: string) => void; onBlur?: () => void; rows?: number; maxLength?: number; placeholder?: string; autoFocus?: boolean; /** Runs on Enter; Shift+Enter breaks the line then. */ onEnter?: () => void; ref?: Ref<HTMLTextAreaElement> }

/** Several lines of text with a label. */
export function TextArea({ label, hint, value, onChange, onEnter, rows = 4, ref, maxLength, ...rest }: TextAreaProps) {
  const id = useId()
  const [cut, setCut] = useState(0)
  // Heard before the browser takes it in: a pasted megabyte would stand still in its own cutting.
  const attach = useCallback((element: HTMLTextAreaElement | null) => {
    const take = (event: InputEvent) => {
      const given = event.data ?? ''
      const room = (maxLength ?? Infinity) - (element!.value.length - (element!.selectionEnd - element!.selectionStart))
      if (given.length <= room) { setCut(0); return }
      event.preventDefault()
      element!.setRangeText(given.slice(0, Math.max(0, room)).toWellFormed().replace(/\uFFFD$/u, ''), element!.selectionStart, element!.selectionEnd, 'end')
      setCut(given.length - Math.max(0, room))
      element!.dispatchEvent(new Event('input', { bubbles: true }))
    }
    element?.addEventListener('beforeinput', take)
    const release = setRef(ref, element)
    return () => { element?.removeEventListener('beforeinput', take); release() }
  }, [maxLength, ref])
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-small font-medium">{label}</label>
      <textarea ref={attach} id={id} maxLength={maxLength} dir="auto" rows={rows} value={value} onChange={(event) => onChange(event.target.value)} onKeyDown={onEnter === undefined ? undefined : (event) => { if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); onEnter() } }} aria-describedby={hint === undefined ? undefined : `${id}-more`} className={joinClasses(box, 'resize-y py-1.5')} {...rest} />
      {hint !== undefined && <p id={`${id}-more`} className="mt-1 text-small text-faint">{hint}</p>}
      {cut > 0 && maxLength !== undefined && <p role="alert" className="mt-1 text-small text-bad">At most {formatCount(maxLength)} characters fit. {formatCount(cut)} were left out: shorten the text, or split it up.</p>}
    </div>
  )
}

/** Hands an element to a ref of either kind, and takes it back. */
function setRef<T>(ref: Ref<T> | undefined, element: T | null): () => void {
  if (typeof ref === 'function') {
    const release = ref(element)
    return typeof release === 'function' ? release : () => { ref(null) }
  }
  if (ref !== undefined && ref !== null) ref.current = element
  return () => { if (ref !== undefined && ref !== null && typeof ref !== 'function') ref.current = null }
}
