import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { joinClasses } from './joinClasses.ts'

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger'

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook
  size?: 'normal' | 'small'
  icon?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent font-medium hover:bg-accent-strong aria-disabled:bg-line aria-disabled:text-faint',
  plain: 'border border-line-strong bg-panel text-text hover:bg-hover aria-disabled:text-faint',
  quiet: 'text-mute hover:bg-hover hover:text-text aria-disabled:text-faint',
  danger: 'border border-line-strong bg-panel text-bad hover:bg-bad-soft aria-disabled:text-faint',
}

/** The one button. A disabled one keeps its focus and its tooltip, so that its reason can be read. */
export function Button({ look = 'plain', size = 'normal', icon, disabled, onClick, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type} aria-disabled={disabled || undefined}
      onClick={disabled ? (event) => event.preventDefault() : onClick}
      className={joinClasses(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-medium transition-colors select-none whitespace-nowrap aria-disabled:cursor-not-allowed',
        size === 'small' ? 'h-7 px-2.5 text-small' : 'h-8 px-3 text-snug',
        looks[look], className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}
