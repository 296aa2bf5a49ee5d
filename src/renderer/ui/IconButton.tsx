import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { joinClasses } from './joinClasses.ts'
import { Tooltip } from './Tooltip.tsx'

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  /** What it does: the accessible name and the tooltip. */
  label: string
  keys?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
  pressed?: boolean
  /** For a row of text: no taller than its line. */
  small?: boolean
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button of one icon; never without a name. */
export function IconButton({ label, keys, side, pressed, small = false, disabled, onClick, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <button
        type="button" aria-label={label} aria-pressed={pressed} aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
        className={joinClasses(
          'inline-flex shrink-0 items-center justify-center rounded-medium text-mute transition-colors hover:bg-hover hover:text-text aria-disabled:opacity-45',
          small ? 'size-6' : 'size-7', pressed === true && 'text-accent', className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
