import type { Tracer } from '@opentelemetry/api'

export type Tracing = { tracer: Tracer; stop: () => Promise<void> }

/**
 * Sends traces to a collector over OTLP/HTTP. Where to, with which headers, how many (`OTEL_EXPORTER_OTLP_…`,
 * `OTEL_TRACES_SAMPLER`): OpenTelemetry's own variables say, and its libraries read them. They are loaded only here: who
 * does not trace pays nothing for it.
 */
export async function startTracing(serviceName: string, version: string): Promise<Tracing> {
  const [{ BasicTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  return { tracer: provider.getTracer('patchbay', version), stop: () => provider.shutdown() }
}
