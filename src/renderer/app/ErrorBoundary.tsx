import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** Catches a bug in drawing: says so, and offers to draw again. Nothing that is stored is touched. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: Error | null }> {
  override state = { broken: null as Error | null }

  static getDerivedStateFromError(broken: Error) { return { broken } }

  override render() {
    if (this.state.broken === null) return this.props.children
    return (
      <div role="alert" className="flex h-full items-center justify-center">
        <EmptyState title="This part of the window could not be drawn." action={<Button look="primary" onClick={() => this.setState({ broken: null })}>Draw it again</Button>}>
          Your conversations and memories are safe. What went wrong: {this.state.broken.message}
        </EmptyState>
      </div>
    )
  }
}
