import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Bug } from 'lucide-react'
import { Component, type ReactNode } from 'react'

/** Catches what a page throws while it is drawn, says so, and lets one try again. The rest of the app stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div role="alert">
        <EmptyState
          icon={Bug}
          title="This page broke"
          actions={
            <>
              <Button onClick={() => this.setState({ error: null })}>Try again</Button>
              <Button variant="primary" onClick={() => location.reload()}>
                Load the page anew
              </Button>
            </>
          }
        >
          What was saved is safe. The browser said: {error.message}
        </EmptyState>
      </div>
    )
  }
}
