import { Component, type ReactNode } from 'react'
import { LongText } from './LongText.tsx'

type Props = { text: string; children: ReactNode }

/** Shows an answer as plain text where its formatting cannot be drawn, so that one odd answer never hides a conversation. */
export class DrawnOrPlain extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() { return { broken: true } }

  override render() {
    return this.state.broken ? <LongText text={this.props.text} /> : this.props.children
  }
}
