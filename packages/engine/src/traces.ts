import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'

/**
 * OpenTelemetry's traces: one for each notification, with the commit of what it led to and the request to the carrier
 * that followed. Without a tracer nothing is made, and nothing is spent.
 */
export function createTraces(tracer: Tracer | undefined) {
  const begin = (name: string, kind: SpanKind, parent: Span | undefined): Span | undefined =>
    tracer?.startSpan(name, { kind }, parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT)

  return {
    /** A notification came; `end` it when it is answered. */
    notification: () => begin('notification', SpanKind.SERVER, undefined),
    /** A step is written. */
    commit: (parent: Span | undefined) => begin('commit', SpanKind.INTERNAL, parent),
    /** One try of a request to the carrier. */
    request: (command: string, parent: Span | undefined) => begin(`ask ${command}`, SpanKind.CLIENT, parent),
  }
}

export type Traces = ReturnType<typeof createTraces>

/** Ends a span when the work is done: in error if it fails, or if `fault` finds one in what it came to. */
export function endWith<T>(span: Span, work: Promise<T>, fault: (result: T) => string | null = () => null): void {
  const end = (message: string | null) => {
    if (message !== null) span.setStatus({ code: SpanStatusCode.ERROR, message })
    span.end()
  }
  work.then(
    (result) => end(fault(result)),
    (error: unknown) => end(error instanceof Error ? error.message : 'failed'),
  )
}
