import { Component, type ReactNode } from 'react'
import { LongText } from './LongText.tsx'

type Props = { text: string; children: ReactNode }

/** Shows an answer as plain text where its formatting cannot be drawn, so that one odd answer never hides a conversation. */
export class DrawnOrPlain extends Component<Props, { brokenText: string | null }> {
  override state = { brokenText: null as string | null }

  static getDerivedStateFromError() { return { brokenText: '' } }

  override componentDidCatch() { this.setState({ brokenText: this.props.text }) }

  override componentDidUpdate() {
    // New text may be drawable again.
    if (this.state.brokenText !== null && this.state.brokenText !== '' && this.state.brokenText !== this.props.text) this.setState({ brokenText: null })
  }

  override render() {
    return this.state.brokenText === null ? this.props.children : <LongText text={this.props.text} />
  }
}
