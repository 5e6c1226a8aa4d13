import { context, DiagLogLevel, diag, propagation, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { messageOf } from '../errors';
import type { Logger } from './log';

/** Longest time that one sending, or the end, waits for a collector that does not answer, in milliseconds. */
const PATIENCE = 2000;

/** Sends spans to a collector (OTLP over HTTP) until it is called again. What the exporter complains of is logged. */
export function startExporter(address: string, service: string, log: Logger): () => Promise<void> {
  const to = new URL(address).origin;
  const complain = (words: string): void => log.warn('spans could not be sent', { address: to, reason: words });
  const nothing = (): void => undefined;
  diag.setLogger(
    { error: complain, warn: complain, info: nothing, debug: nothing, verbose: nothing },
    DiagLogLevel.WARN,
  );
  const exporter = new OTLPTraceExporter({ url: address, timeoutMillis: PATIENCE });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000, exportTimeoutMillis: PATIENCE })],
  });
  provider.register();
  return async () => {
    await provider.shutdown().catch((error: unknown) => complain(messageOf(error)));
    for (const part of [trace, context, propagation, diag]) part.disable();
  };
}
